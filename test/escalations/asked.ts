import { expect } from 'vitest';
import type { RunningApp } from '../support/open-app.ts';
import {
  type Filled,
  onDiscord,
  onSlack,
  type Seen,
  type SeenForm,
  type Somebody,
  until,
} from '../support/people.ts';
import { communityWith } from './community.ts';

/** The council on Slack; a group on Discord alone, five hours behind London, one on both sides, one on Slack. */
export const askedCommunity = communityWith(['slack']).replace('CoI\n', 'CoI\n    zone: America/New_York\n');

/** Of the council; two of the group on both sides; the chair of that on Discord; that of the one that is not asked. */
export const cat = ({ sandboxes }: RunningApp) => onSlack(sandboxes, 'U0CAT00001', 'C0STERIC001');
export const ben = ({ sandboxes }: RunningApp) => onSlack(sandboxes, 'U0BEN00001', 'C0COMPUTING');
export const eve = ({ sandboxes }: RunningApp) =>
  onDiscord(sandboxes, '1200000000000000004', '1100000000000000001');
export const dana = ({ sandboxes }: RunningApp) =>
  onDiscord(sandboxes, '1200000000000000003', '1100000000000000002');
export const noor = ({ sandboxes }: RunningApp) => onSlack(sandboxes, 'U0NOOR0001', 'C0NUCLEAR01');

/** What stands in somebody's channel and holds these words. */
export function post(who: Somebody, words: string): Promise<Seen> {
  return until(() => who.posts().find(({ text }) => text.includes(words)));
}

/** How many messages there do. */
export function count(who: Somebody, words: string): number {
  return who.posts().filter(({ text }) => text.includes(words)).length;
}

export const question = 'What would you try <!channel> @everyone *first*?';

/** Opens the form in which the council says what is to be watched. */
export function opensPriority(who: Somebody): Promise<SeenForm> {
  return who.opens(() => who.type('escalate', 'priority'));
}

/** Answers the call about smart digitisation that stands in somebody's channel. */
export async function sendIdea(who: Somebody, fields: Filled): Promise<void> {
  const { id, buttons } = await post(who, 'Open call: Smart digitisation');
  const form = await who.opens(() => who.press(id, Object.keys(buttons)[0]!));
  expect(form.fields.topic!.value).toEqual(['digital']);
  expect(form.fields.title!.hint).toMatch(/^For the call “Smart digitisation”\. It goes to /);
  const { said } = await who.submit({ text: 'Because it would help.', ...fields });
  expect(said).toContain('Thank you');
}

/** Groups as a form names them. */
export async function idsOf({ db }: RunningApp, ...slugs: string[]): Promise<string[]> {
  const groups = await db.group.findMany({ where: { slug: { in: slugs } }, orderBy: { id: 'asc' } });
  return groups.map(({ id }) => String(id));
}

/** A theme without a topic that is before the council, and of which nobody is reminded meanwhile. */
export function giveTheme({ db, now }: RunningApp, title: string): Promise<{ id: number }> {
  return db.theme.create({
    data: {
      number: 1,
      title,
      words: '',
      ask: 'decision',
      urgency: 'routine',
      state: 'raised',
      raiser: 'Ada Obi',
      createdAt: now(),
      raisedAt: now(),
      decideBy: '2027-06-01',
      dueDay: '2027-06-01',
      remindAt: new Date('2027-06-02T09:00:00Z'),
      drawnDay: '2027-06-01',
    },
  });
}
