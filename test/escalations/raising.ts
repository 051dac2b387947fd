import { recipientsOf } from '../../src/community/recipients.ts';
import { channelsOf } from '../../src/community/who.ts';
import type { Db } from '../../src/db.ts';
import { type Changed, change } from '../../src/escalations/theme/change.ts';
import { lockTheme } from '../../src/escalations/theme/store.ts';
import type { Ask, Urgency } from '../../src/escalations/theme/theme.ts';
import type { RunningApp } from '../support/open-app.ts';
import { type Seen, type Somebody, until } from '../support/people.ts';

export interface Seeded {
  /** Slug of the group that raises it. */
  group?: string;
  /** Slug of who raises it; left out, the group's chair. */
  by?: string;
  title?: string;
  words?: string;
  ask?: Ask;
  urgency?: Urgency;
  /** Topic id. */
  topic?: string | null;
  /** Row ids of things. */
  things?: readonly number[];
}

/** A theme that was raised, in the way in which all are raised but without chat. What it announces is posted when the app next settles. */
export async function seedTheme(
  lookout: RunningApp,
  given: Seeded = {},
): Promise<{ id: number; number: number }> {
  const { title = 'Software updates break our plans', ask = 'guidance_note', urgency = 'routine' } = given;
  const { words = 'It happens at each update, and costs a day.', topic = 'digital', things = [] } = given;
  const at = lookout.now();
  const { db } = lookout;
  const group = await db.group.findUniqueOrThrow({ where: { slug: given.group ?? 'clinical-computing' } });
  const by = await raiser(db, group.id, given.by);
  const { id } = await db.theme.create({
    data: {
      ...{ title, words, ask, urgency, topic, createdAt: at, raiserId: by.id, raiser: by.name },
      groups: {
        create: {
          ...{ groupId: group.id, joinedAt: at, byId: by.id, by: by.name },
          ...{ platform: by.platform, user: by.user },
        },
      },
      evidence: { create: things.map((thingId) => ({ thingId, groupId: group.id })) },
    },
  });
  const { theme } = await db.$transaction(
    async (tx): Promise<Changed> =>
      change(tx, lookout, await lockTheme(tx, id), { act: 'raise', by, groupId: group.id }),
  );
  return { id, number: theme.number };
}

async function raiser(db: Db, groupId: number, slug?: string) {
  const platforms = (await channelsOf(db, groupId)).map(({ platform }) => platform);
  const chairs = slug === undefined ? await recipientsOf(db, { groupId, kind: 'chair' }, platforms) : [];
  const person = await db.person.findFirstOrThrow({
    where: slug === undefined ? { id: chairs[0]?.personId ?? 0 } : { slug },
    include: { accounts: true },
  });
  const account = person.accounts.find(({ platform }) => platforms.includes(platform)) ?? person.accounts[0]!;
  return { id: person.id, name: person.name ?? 'Somebody', platform: account.platform, user: account.user };
}

/** What is filled in; what is left out stays as the form opens. */
export interface Written {
  title: string;
  words?: string;
  ask?: Ask;
  urgency?: Urgency;
  /** Values of what is ticked: `thing/12`. */
  evidence?: string[];
}

/** Types the command, fills in the form and sends it off. @returns the preview, as only they see it */
export async function draft(somebody: Somebody, written: Written): Promise<Seen> {
  const before = somebody.whispered().length;
  await somebody.opens(() => somebody.type('escalate', ''));
  const { title, words = 'It costs us a day each time.', ask = 'guidance_note', urgency, evidence } = written;
  const { problems } = await somebody.submit({
    ...{ title, words, ask: [ask] },
    ...(urgency ? { urgency: [urgency] } : {}),
    ...(evidence ? { evidence } : {}),
  });
  if (problems) throw new Error(`the form came back: ${JSON.stringify(problems)}`);
  return until(() => somebody.whispered()[before]);
}

/** The whole way: command, form, preview, *Raise*. Waits until the card stands wherever the council has a channel. */
export async function raise(
  lookout: RunningApp,
  somebody: Somebody,
  written: Written,
): Promise<{ id: number; number: number }> {
  const preview = await draft(somebody, written);
  const button = buttonOf(preview, 'theme-raise:');
  await somebody.press(preview.id, button);
  const id = Number(button.split(':')[1]);
  const { number } = await until(() =>
    lookout.db.theme.findFirst({ where: { id, number: { not: null } } }).then((theme) => theme ?? false),
  );
  await lookout.service.settled();
  return { id, number: number! };
}

/** The id of a button in a message that begins so. */
export function buttonOf({ buttons, text }: Seen, start: string): string {
  const found = Object.keys(buttons).find((id) => id.startsWith(start));
  if (!found) throw new Error(`no button ${start} among ${Object.keys(buttons)} under: ${text}`);
  return found;
}
