import type { House } from '../support/house.ts';
import { onDiscord, onSlack, type Somebody, until } from '../support/people.ts';

/** Ada chairs clinical computing, Ben is a member of it, Cleo is of the office. */
export const ada = ({ stage }: House) => onSlack(stage, 'U0ADA00001', 'C0COMPUTING');
export const adaOnDiscord = ({ stage }: House) =>
  onDiscord(stage, '1200000000000000001', '1100000000000000001');
export const ben = ({ stage }: House) => onSlack(stage, 'U0BEN00001', 'C0COMPUTING');
export const cleo = ({ stage }: House) => onDiscord(stage, '1200000000000000002', '1100000000000000002');

/** What stands in every channel of the house that a poll may stand in. */
const channels = ({ stage }: House): Record<string, Somebody> => ({
  computing: onSlack(stage, 'U0ADA00001', 'C0COMPUTING'),
  computingOnDiscord: onDiscord(stage, '1200000000000000001', '1100000000000000001'),
  sustainability: onDiscord(stage, '1200000000000000001', '1100000000000000002'),
  nuclear: onSlack(stage, 'U0ADA00001', 'C0NUCLEAR01'),
});

/** How often a question stands in each channel. */
export function standing(house: House, question: string): Record<string, number> {
  return Object.fromEntries(
    Object.entries(channels(house)).map(([name, who]) => [
      name,
      who.posts().filter(({ text }) => text.includes(question)).length,
    ]),
  );
}

/** Asks a poll up to its preview. @param mark words of the question by which it is known again @returns its id */
export async function draft(
  who: Somebody,
  words: string,
  fields: Record<string, string | string[]>,
  mark = String(fields.question),
): Promise<number> {
  await who.opens(() => who.type('needs', words));
  await who.submit(fields);
  const shown = await until(() => {
    const seen = preview(who);
    return seen?.text.includes(mark) && seen;
  });
  return Number(
    /^poll-send:(\d+)$/.exec(Object.keys(shown.buttons).find((id) => id.startsWith('poll-send:'))!)![1],
  );
}

/** The newest whisper that still is a preview. */
export function preview(who: Somebody) {
  return who
    .whispered()
    .findLast(({ buttons }) => Object.keys(buttons).some((id) => id.startsWith('poll-send:')));
}

/** Waits until somebody has a whisper of these words. */
export function hasHeard(who: Somebody, words: string): Promise<string> {
  return until(() => who.whispers().findLast((text) => text.includes(words)));
}
