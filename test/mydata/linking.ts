import type { PersonRef } from '../../src/chat/incoming.ts';
import { actorOf } from '../../src/community/access.ts';
import { knownPerson } from '../../src/community/who.ts';
import { communityText, type RunningApp } from '../support/open-app.ts';
import { onDiscord, onSlack, type Somebody, until } from '../support/people.ts';

/** The usual community, and more people whom the office has named on one side only. */
export const community = communityText.replace(
  'sources:',
  `  - { slug: dan, name: Dan Wu, accounts: { slack: U0DAN00001 }, roles: { clinical-computing: chair } }
  - { slug: eve, name: Eve Lund, accounts: { discord: "1200000000000000005" }, roles: { office: member } }
sources:`,
);

/** Somebody's account, and what they can do with it. */
export interface Guest extends Somebody {
  account: PersonRef;
}

let guests = 0;

/** Lets somebody in whom the office does not know. */
export function slackGuest({ sandboxes }: RunningApp, name: string): Guest {
  const id = `U0GUEST${String(++guests).padStart(3, '0')}`;
  sandboxes.slack.state.users.set(id, { id, name, bot: false });
  sandboxes.slack.state.channels.get('C0COMPUTING')!.members.add(id);
  return { ...onSlack(sandboxes, id, 'C0COMPUTING'), account: { platform: 'slack', id, name } };
}

export function discordGuest({ sandboxes }: RunningApp, name: string): Guest {
  const id = `12000000000001${String(++guests).padStart(5, '0')}`;
  sandboxes.discord.state.people.set(id, { id, name, roles: [], bot: false });
  return { ...onDiscord(sandboxes, id, '1100000000000000001'), account: { platform: 'discord', id, name } };
}

export function onSlackAs({ sandboxes }: RunningApp, id: string): Guest {
  return { ...onSlack(sandboxes, id, 'C0COMPUTING'), account: { platform: 'slack', id, name: '' } };
}

export function onDiscordAs({ sandboxes }: RunningApp, id: string): Guest {
  return {
    ...onDiscord(sandboxes, id, '1100000000000000001'),
    account: { platform: 'discord', id, name: '' },
  };
}

/** Has a code given. */
export async function codeFor(who: Guest): Promise<string> {
  const said = await who.command('mydata', 'link');
  return /\/mydata link ([2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4})\n/.exec(said)![1]!;
}

/** Presses the button under what was said to somebody who typed a code, and gives what then stands in its place. */
export async function confirm(who: Guest, words = 'This links'): Promise<string> {
  const at = who.whispers().findLastIndex((text) => text.includes(words));
  await who.pressIn(words, 'Link');
  return until(
    () => who.whispers()[at] !== words && !who.whispers()[at]!.includes(words) && who.whispers()[at],
  );
}

/** Both accounts, all the way. */
export async function linkAll(asker: Guest, typist: Guest): Promise<string> {
  await typist.command('mydata', `link ${await codeFor(asker)}`);
  return confirm(typist);
}

export async function personIdOf({ db }: RunningApp, { account }: Guest): Promise<number | undefined> {
  return (await knownPerson(db, account))?.id;
}

/** What an account is, in words: `chair of clinical-computing`. */
export async function rolesBehind(lookout: RunningApp, who: Guest): Promise<string[]> {
  const { roles } = await actorOf(lookout.db, who.account);
  return roles.map(({ kind, group }) => `${kind} of ${group.slug}`);
}
