import type { App } from '../../app.ts';
import type { PersonRef, Press } from '../../chat/incoming.ts';
import type { Message } from '../../chat/message.ts';
import { idsIn } from '../../chat/reference.ts';
import { type Reply, redraw } from '../../chat/reply.ts';
import { shorten } from '../../chat/text.ts';
import { commit } from '../../commit.ts';
import { knownPerson } from '../../community/who.ts';
import type { Tx } from '../../db.ts';
import { Refusal } from '../../errors.ts';
import { change } from '../theme/change.ts';
import { may } from '../theme/step.ts';
import { asRaised, lockTheme, type Raised } from '../theme/store.ts';
import { nameOf, states } from '../theme/theme.ts';
import { checkDraft, gone, type Own, ownTheme } from './draft.ts';
import { renderDone } from './preview.ts';

/**
 * *Join THEME-3*, `theme-join:<draft>/<theme>`: the draft's group, its evidence and its words go into a theme of other groups, and the
 * draft is gone; once, however often it is pressed.
 */
export async function joinTheme(app: App, { id, person }: Press): Promise<Reply> {
  const [draftId, themeId = 0] = idsIn(id);
  const message = await commit(app, async (tx, wake) => {
    const own = await ownTheme(tx, person, draftId);
    if (!own) return joinedBefore(tx, person, themeId);
    checkDraft(own.theme);
    const { theme, woken } = await join(tx, app, own, themeId);
    wake('delivery', woken);
    return renderJoined(theme);
  });
  return redraw(message);
}

async function join(tx: Tx, app: App, { theme: draft, group, actor: by }: Own, themeId: number) {
  const theme = asRaised(await lockTheme(tx, themeId));
  const name = nameOf(theme.number);
  if (theme.groups.some(({ groupId }) => groupId === group.id))
    throw new Refusal(
      `${shorten(group.name, 80)} is already part of ${name}. Please discard your draft, or raise it as a separate theme.`,
    );
  if (!may('join', theme.state))
    throw new Refusal(
      `${name} is now ${states[theme.state].toLowerCase()}, so you can no longer join it. You can still raise your draft as a separate theme.`,
    );
  const { platform, user } = by;
  await tx.themeGroup.create({
    data: {
      ...{ themeId, groupId: group.id, joinedAt: app.now(), byId: by.id, by: by.name, platform, user },
    },
  });
  // What the theme has already stays with the group that brought it.
  await tx.evidence.createMany({
    data: draft.evidence.map(({ thingId }) => ({ themeId, thingId, groupId: group.id })),
    skipDuplicates: true,
  });
  await tx.theme.delete({ where: { id: draft.id } });
  return change(tx, app, await lockTheme(tx, themeId), {
    ...{ act: 'join' as const, by, groupId: group.id, words: draft.words },
  });
}

/** The draft is gone: because it has joined this theme before? @throws Refusal when not */
async function joinedBefore(tx: Tx, person: PersonRef, themeId: number): Promise<Message> {
  const known = await knownPerson(tx, person);
  const joined =
    known && (await tx.themeChange.findFirst({ where: { themeId, act: 'join', byId: known.id } }));
  if (!joined) throw gone();
  return renderJoined(asRaised(await lockTheme(tx, themeId)));
}

function renderJoined({ number, title, groups }: Raised): Message {
  const others = groups.map(({ group }) => shorten(group.name, 60)).slice(0, 6);
  return renderDone(`You joined ${nameOf(number)}`, [
    `“${title}” is now a theme of several groups: ${others.join(', ')}.`,
    'Your words and evidence are part of it, and the groups and the council have been told.',
    `You and your group's channel will hear of every change. To see its status, type /escalate show ${number}`,
  ]);
}
