import type { App } from '../../app.ts';
import type { Command, PersonRef, Press } from '../../chat/incoming.ts';
import { aside, button, controls, heading, type Message, paragraph } from '../../chat/message.ts';
import { type Reply, redraw, whisper } from '../../chat/reply.ts';
import type { Tx } from '../../db.ts';
import { Forbidden, Refusal } from '../../errors.ts';
import { keyedHash } from '../../seal.ts';
import { actingSubject } from '../data-subject.ts';
import { list, side } from '../words.ts';
import { erase } from './erase.ts';

/** Milliseconds in which the second button holds. */
const holds = 600_000;

/** `/mydata erase`: what goes and what stays, and the first of two buttons. Nothing is done yet. */
export async function askErase({ db }: App, { person }: Command): Promise<Reply> {
  const { slug, accounts } = await actingSubject(db, person);
  const linked = accounts.filter(({ platform, user }) => platform !== person.platform || user !== person.id);
  return whisper({
    summary: 'Erase what is stored about you?',
    blocks: [
      heading('Erase what is stored about you?'),
      paragraph([
        { text: 'What goes', bold: true },
        `: your accounts here${
          linked.length > 0
            ? ` and on ${list(
                linked.map((one) => side(one.platform)),
                'and',
              )}`
            : ''
        }, your name, roles and links; what you follow and have flagged; the messages sent to you; and the link from your ideas to you, including the anonymous ones, so that no answer can reach you.`,
      ]),
      paragraph([
        { text: 'What stays', bold: true },
        ': your votes, “useful” presses and support stay counted, without a name. Ideas that you signed, polls that you asked, themes that you raised and your decisions stay too, by “a former member”. The words of ideas, yours and other people’s, are not changed. If you are stopped from sending in ideas, that stays until it ends.',
      ]),
      aside(
        'This cannot be undone. Slack and Discord store their own data about you, which you erase there. To keep a copy first, type /mydata export',
      ),
      ...(slug === null
        ? []
        : [
            paragraph(
              'The office has your name on its list and will be told to remove it. Until it does, you may be added again.',
            ),
          ]),
      controls(button('erase:ask', 'Erase', 'danger')),
    ],
  });
}

/** The first button, and the second, which bears whose it is and until when: `erase:<when, in s>/<mark>`. */
export async function pressErase(app: App, { id, person }: Press): Promise<Reply> {
  if (id === 'erase:ask') return redraw(sure(app, person));
  const [, when, mark] = /^erase:(\d{1,12})\/([\w-]{43})$/.exec(id) ?? [];
  const at = Number(when);
  // Of nobody but whom it was drawn for, whoever presses.
  if (mark === undefined || mark !== markFor(app, person, at))
    throw new Forbidden(
      'This button is not yours. To erase what is held of you, type /mydata erase.',
      'whom the button was made for',
    );
  if (app.now().getTime() > at * 1000 + holds)
    throw new Refusal(
      'That was more than ten minutes ago, so nothing was erased. To start again, type /mydata erase',
    );
  const { slug, told } = await erase(app, (tx: Tx) => actingSubject(tx, person));
  return redraw(done(slug, told));
}

function sure(app: App, person: PersonRef): Message {
  const at = Math.floor(app.now().getTime() / 1000);
  return {
    summary: 'Really erase everything?',
    blocks: [
      paragraph('Are you sure? After this nobody can bring it back, neither you nor the office.'),
      controls(button(`erase:${at}/${markFor(app, person, at)}`, 'Yes, erase it for good', 'danger')),
      aside('If you do nothing, nothing happens. The button stops working within ten minutes.'),
    ],
  };
}

function markFor({ secret }: App, { platform, id }: PersonRef, at: number): string {
  return keyedHash(secret, Buffer.from(`erase/${at}`), { platform, user: id });
}

function done(slug: string | null, told: boolean): Message {
  const office = told
    ? ' The office has been told to remove you from its list; until it does, you may be added again.'
    : ' Please ask the office to remove you from its list too; until it does, you may be added again.';
  return {
    summary: 'You have been erased',
    blocks: [
      paragraph(
        `It is done: Lookout no longer stores anything that names you or leads to you.${slug === null ? '' : office}`,
      ),
      aside('Messages in channels that show your name will be updated within a few minutes.'),
    ],
  };
}
