import type { Incoming } from '../../src/chat/incoming.ts';
import { type Act, acts, type Role, type Tried } from '../escalations/rights-acts.ts';
import type { Seeded } from './denied-rows.ts';

/** An action that is not everybody's, and who may do it: all others are denied it. */
export interface Denied {
  may: readonly Role[];
  /** Who tries it; left out, everybody else. */
  by?: readonly Role[];
  does(rows: Seeded): Promise<Act> | Act;
}

const here = { slack: 'C0COMPUTING', discord: '1100000000000000001' };
const moderators = ['chair', 'office'] as const;
const anyChair = ['chair', 'other chair', 'office'] as const;
const whoBeganIt = ['chair'] as const;
const nobodyElse = [] as const;

function command(name: string, may: readonly Role[], words: (rows: Seeded) => string): Denied {
  return { may, does: (rows) => ({ command: name, words: words(rows) }) };
}

function press(may: readonly Role[], id: (rows: Seeded) => string): Denied {
  return { may, does: (rows) => ({ press: id(rows), in: here }) };
}

function form(
  may: readonly Role[],
  id: (rows: Seeded) => string,
  fields: Record<string, string | string[]> = {},
): Denied {
  return { may, does: (rows) => ({ form: id(rows), fields, in: here }) };
}

const poll = {
  ...{ question: 'Which?', options: 'One\nTwo', lasts: ['7'], who: ['anonymous'] },
  groups: ['clinical-computing'],
};
const later = { day: 'tomorrow', time: '09:00', repeat: ['never'] };

const inDigest: readonly Denied[] = ['share-take', 'share-refuse'].map((what) =>
  press(moderators, ({ share }) => `${what}:${share}`),
);

const inPolls: readonly Denied[] = [
  command('needs', anyChair, () => 'ask'),
  command('needs', moderators, () => 'mark 1'),
  ...['poll-send', 'poll-later', 'poll-change', 'poll-discard'].map((what) =>
    press(whoBeganIt, ({ pollDraft }) => `${what}:${pollDraft}`),
  ),
  press(whoBeganIt, ({ pollDraft }) => `poll-adding:${pollDraft}/yes`),
  ...Object.entries({ 'poll-most': '2', 'poll-shows': 'always', 'poll-repeat': 'monthly' }).map(
    ([what, value]): Denied => ({
      may: whoBeganIt,
      does: ({ pollDraft }) => ({ menu: `${what}:${pollDraft}`, values: [value] }),
    }),
  ),
  form(moderators, () => 'poll-ask:need', poll),
  form(whoBeganIt, ({ pollDraft }) => `poll-ask:${pollDraft}`, poll),
  form(whoBeganIt, ({ pollDraft }) => `poll-plan:${pollDraft}`, later),
  ...['poll-closing', 'poll-close', 'poll-hiding'].map((what) =>
    press(moderators, ({ poll }) => `${what}:${poll}`),
  ),
  press(moderators, ({ planned }) => `poll-stop:${planned}`),
  press(['office'], ({ poll }) => `poll-chosen:${poll}/1`),
  form(moderators, ({ poll }) => `poll-hide:${poll}`, { hide: ['1'] }),
  form(moderators, ({ poll }) => `poll-hide:${poll}`),
  form(moderators, () => 'mark:1', { state: ['planned'] }),
];

const inIdeas: readonly Denied[] = [
  command('idea', moderators, ({ number, otherNumber }) => `merge ${number} into ${otherNumber}`),
  ...['part', 'ask', 'asked', 'hide', 'show'].map((word) =>
    command('idea', moderators, ({ number }) => `${word} ${number}`),
  ),
  command('idea', moderators, ({ number }) => `stop ${number} 7`),
  press(moderators, ({ idea }) => `handle:${idea}`),
  form(moderators, ({ idea }) => `handle:${idea}`, { state: ['planned'], reason: 'Soon.' }),
  press(moderators, ({ idea }) => `idea-asked:${idea}/0`),
  form(moderators, ({ idea }) => `idea-ask:${idea}`, { question: 'Where?' }),
  command('idea', nobodyElse, ({ number }) => `edit ${number}`),
  form(nobodyElse, ({ idea }) => `idea-edit:${idea}`, { title: 'Mine', text: 'Now', topic: ['guessed'] }),
  press(nobodyElse, ({ ideaQuestion }) => `idea-answer:${ideaQuestion}`),
  form(nobodyElse, ({ ideaQuestion }) => `idea-answer:${ideaQuestion}`, { answer: 'At home.' }),
  // Who may not is not told what to mend.
  ...['handle', 'idea-ask'].map((what) => form(moderators, ({ idea }) => `${what}:${idea}`)),
  form(nobodyElse, ({ ideaQuestion }) => `idea-answer:${ideaQuestion}`),
];

const inEscalations: readonly Denied[] = [
  // Everybody else tries these in test/escalations/rights.test.ts.
  ...acts.map(({ may, does }: Tried): Denied => ({ may, by: ['stranger', 'member'], does })),
  press(nobodyElse, ({ message }) => `flag:thing/${message}`),
  form(nobodyElse, ({ message }) => `flag:thing/${message}`, { reason: 'Look.' }),
];

const inMydata: readonly Denied[] = [
  press(nobodyElse, () => `erase:1/${'x'.repeat(43)}`),
  // Whom the office has not named has nothing to unlink.
  command('mydata', ['stranger'], () => 'unlink'),
];

export const denied: readonly Denied[] = [...inDigest, ...inPolls, ...inIdeas, ...inEscalations, ...inMydata];

/** What everybody may do, by the name that the log would have for it. A new action stands here, or above. */
export const openToAll: readonly string[] = [
  ...['/horizon today', '/horizon why', '/horizon share', '/horizon help'],
  ...['press useful', 'press discuss'],
  ...[
    '/needs list',
    '/needs all',
    '/needs polls',
    '/needs why',
    '/needs help',
    'press needs',
    'press poll-list',
  ],
  ...['press vote', 'selection pick', 'press answer', 'press withdraw', 'press add', 'submission add'],
  ...['press poll-trial', 'selection poll-trial'],
  // But for whoever is stopped (below).
  ...['/idea new', '/idea list', '/idea mine', '/idea search', '/idea help', 'submission idea-new'],
  ...['press support', 'press comment', 'press follow', 'press unfollow'],
  ...['press idea', 'press idea-list', 'press idea-mine', 'press idea-search', 'shortcut idea'],
  ...['/escalate show', '/escalate register', '/escalate priorities', '/escalate help'],
  ...['press themes', 'press priorities-page', 'shortcut flag', 'reaction escalations'],
  // Everybody's own; a link is made by whoever has the code.
  ...['/mydata show', '/mydata export', '/mydata erase', '/mydata link', '/mydata help'],
  ...['press export', 'press link'],
];

/** What somebody did, by the name that the log has for it. */
export function actionOf(incoming: Incoming): string {
  if (incoming.kind === 'command') return `/${incoming.name} ${incoming.words.split(' ')[0]}`;
  return `${incoming.kind} ${'id' in incoming ? incoming.id.split(':')[0] : ''}`;
}
