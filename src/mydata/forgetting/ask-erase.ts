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
    summary: 'Erase what is held of you?',
    blocks: [
      heading('Erase what is held of you?'),
      paragraph([
        { text: 'What goes', bold: true },
        `: your accounts here${
          linked.length > 0
            ? ` and on ${list(
                linked.map((one) => side(one.platform)),
                'and',
              )}`
            : ''
        }, your name, roles and links; what you follow and what you flagged; the messages that were sent to you; who sent in your ideas, also the anonymous ones, so that no answer reaches you any more.`,
      ]),
      paragraph([
        { text: 'What stays', bold: true },
        ': your votes, what you found useful and what you support stay counted, under no name. Ideas that you signed, polls that you asked, themes that you raised, and what you decided stay too, of “a former member”. What you wrote in ideas, and what others wrote, stays as it is. Should you be stopped from sending ideas, that stays until it is over.',
      ]),
      aside(
        'It cannot be taken back. To keep a copy first, type /mydata export. What Slack or Discord hold of you is theirs: there you erase it yourself.',
      ),
      ...(slug === null
        ? []
        : [
            paragraph(
              'The office has your name on its list. It is told to take you off it: until it has, it may add you again.',
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
      'That was more than ten minutes ago, so nothing was erased. To begin anew, type /mydata erase.',
    );
  const { slug, told } = await erase(app, (tx: Tx) => actingSubject(tx, person));
  return redraw(done(slug, told));
}

function sure(app: App, person: PersonRef): Message {
  const at = Math.floor(app.now().getTime() / 1000);
  return {
    summary: 'Really erase everything?',
    blocks: [
      paragraph('Really? After this nobody can bring it back, neither you nor the office.'),
      controls(button(`erase:${at}/${markFor(app, person, at)}`, 'Yes, erase it for good', 'danger')),
      aside('If you do nothing, nothing happens. The button ends by itself within ten minutes.'),
    ],
  };
}

function markFor({ secret }: App, { platform, id }: PersonRef, at: number): string {
  return keyedHash(secret, Buffer.from(`erase/${at}`), { platform, user: id });
}

function done(slug: string | null, told: boolean): Message {
  const office = told
    ? ' The office was told to take you off its list; until it has, it may add you again.'
    : ' Please ask the office to take you off its list too; until it has, it may add you again.';
  return {
    summary: 'You are erased',
    blocks: [
      paragraph(
        `It is done: Lookout holds nothing any more that names you or leads to you.${slug === null ? '' : office}`,
      ),
      aside('Messages in the channels that bear your name are drawn anew within a few minutes.'),
    ],
  };
}
