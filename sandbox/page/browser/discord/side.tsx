import type { DiscordMessage, Person, View } from '../../view.ts';
import type { Drawing } from '../parts/drawing.ts';
import { Side } from '../parts/side.tsx';
import { Who } from '../parts/who.tsx';
import { ChannelsContext } from './around.tsx';
import { Message } from './message.tsx';
import { Modal } from './modal.tsx';

const drawing: Drawing<DiscordMessage> = {
  side: 'discord',
  platform: 'Discord',
  idOf: ({ id }) => id,
  atOf: ({ at }) => new Date(at),
  Message,
};

/** The Discord server. */
export function DiscordSide(props: { view: View; person: Person; showPayload: (raw: unknown) => void }) {
  const { view, person, showPayload } = props;
  const form = person.discord === undefined ? undefined : view.discord.forms[person.discord];
  return (
    <ChannelsContext.Provider value={view.discord.channels}>
      <Side
        drawing={drawing}
        title={view.discord.guild}
        common={view.discord}
        person={person}
        clock={new Date(view.clock)}
        showPayload={showPayload}
        form={form && <Modal key={form.handle} form={form} />}
        foot={<Who person={person} user={person.discord} platform="Discord" />}
      />
    </ChannelsContext.Provider>
  );
}
