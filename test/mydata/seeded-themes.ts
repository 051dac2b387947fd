import type { PersonRef } from '../../src/chat/incoming.ts';
import { say } from '../../src/chat/message.ts';
import { announce } from '../../src/delivery/announce.ts';
import type { Subject } from '../../src/delivery/subject.ts';
import { cardKey, newsKey, overdueKey, priorityKey } from '../../src/escalations/keys.ts';
import type { RunningApp } from '../support/open-app.ts';

/** Where what is told of themes stands. */
const channel = { platform: 'slack', channel: 'C0NUCLEAR01' };

/**
 * Puts down what somebody flagged, raised, took on and decided, and the messages about it. What they wrote says `own <what>`, what
 * others wrote `alien <what>`.
 * @param them their account and person, `name` as it is shown; `other`: another member who flagged the same
 * @param of a group and an item
 */
export async function plantThemes(
  { db, now }: RunningApp,
  them: PersonRef & { personId: number },
  other: { name: string; personId: number },
  of: { groupId: number; itemId: number },
) {
  const at = now();
  const { groupId, itemId } = of;
  const { platform, id: user, name, personId } = them;
  const by = { byId: personId, by: name };
  const flag = { personId, groupId, at };
  const alien = { personId: other.personId, groupId, at, reason: 'alien reason to flag' };
  const message = { kind: 'message', madeAt: at, platform: 'slack', channel: 'C0COMPUTING' } as const;
  const flagged = await db.thing.create({
    data: {
      ...{ kind: 'item', itemId, madeAt: at },
      flags: { create: [{ ...flag, reason: 'own reason to flag' }, alien] },
    },
  });
  const url = (post: string) => ({ post, url: `https://chat.test/${post}` });
  await db.thing.create({
    data: { ...message, ...url('1.1'), text: 'words that only they flagged', flags: { create: flag } },
  });
  await db.thing.create({
    data: { ...message, ...url('1.2'), text: 'alien words', flags: { create: [flag, alien] } },
  });

  const theme = { ask: 'event', urgency: 'soon', createdAt: at, raiserId: personId, raiser: name } as const;
  const raised = await db.theme.create({
    data: {
      ...{ ...theme, number: 1, title: 'own theme', words: 'own words on it', state: 'taken', raisedAt: at },
      ...{ ownerId: personId, owner: name, ownerPlatform: platform, ownerUser: user },
      ...{ decideBy: '2037-01-02', dueDay: '2037-01-02', remindAt: new Date('2037-01-05T10:00:00Z') },
      groups: { create: { groupId, joinedAt: at, platform, user, ...by } },
      evidence: { create: { thingId: flagged.id, groupId } },
    },
  });
  const draft = await db.theme.create({
    data: {
      ...theme,
      title: 'own draft',
      words: 'own draft words',
      evidence: { create: { thingId: flagged.id, groupId } },
    },
  });
  const history = { themeId: raised.id, at };
  await db.themeChange.create({ data: { ...history, act: 'raise', state: 'raised', groupId, ...by } });
  const { id: changeId } = await db.themeChange.create({
    data: { ...history, act: 'take', state: 'taken', words: 'own words when taking', ...by },
  });
  await db.themeChange.create({
    data: {
      ...{ ...history, act: 'join', state: 'taken', words: 'alien joining' },
      ...{ byId: other.personId, by: other.name },
    },
  });
  const priority = await db.priority.create({
    data: {
      ...{ topic: 'computing', words: 'own priority', until: '2037-01-01', call: false, at, ...by },
      groups: { create: { groupId } },
    },
  });
  const raisedTheme: Subject = { kind: 'theme', id: raised.id };
  const messages: [key: string, subject: Subject, words: string][] = [
    [cardKey(raised.id, channel), raisedTheme, `THEME-1: raised by ${name}, owned by ${name}`],
    [newsKey(raised.id, changeId, channel), raisedTheme, `THEME-1: taken on (the council, ${name})`],
    [
      overdueKey('2036-01-01', { platform: 'slack', whom: 'C0NUCLEAR01' }),
      { kind: 'theme_reminder', id: groupId },
      `${name} has THEME-1 in hand`,
    ],
    [
      priorityKey(priority.id, channel),
      { kind: 'priority', id: priority.id },
      `The council asks, says ${name}`,
    ],
  ];
  await db.$transaction((tx) =>
    announce(
      tx,
      at,
      messages.map(([key, subject, words]) => ({ key, subject, to: channel, message: say(words) })),
    ),
  );
  return { raised, draft, priority, flagged, keys: messages.map(([key]) => key) };
}
