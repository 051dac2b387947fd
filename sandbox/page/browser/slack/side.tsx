import type { Person, SlackMessage, View } from '../../view.ts';
import type { Drawing } from '../parts/drawing.ts';
import { Side } from '../parts/side.tsx';
import { Who } from '../parts/who.tsx';
import { Message } from './message.tsx';
import { Modal } from './modal.tsx';

const drawing: Drawing<SlackMessage> = {
  side: 'slack',
  platform: 'Slack',
  idOf: ({ ts }) => ts,
  atOf: ({ ts }) => new Date(Number(ts) * 1000),
  Message,
};

/** The Slack workspace. */
export function SlackSide(props: { view: View; person: Person; showPayload: (raw: unknown) => void }) {
  const { view, person, showPayload } = props;
  const form = person.slack === undefined ? undefined : view.slack.forms[person.slack];
  return (
    <Side
      drawing={drawing}
      title={view.slack.team}
      common={view.slack}
      person={person}
      clock={new Date(view.clock)}
      showPayload={showPayload}
      form={form && <Modal key={form.id} form={form} />}
      foot={<Who person={person} user={person.slack} platform="Slack" />}
    />
  );
}
