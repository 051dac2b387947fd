import type { RunningApp } from '../support/open-app.ts';
import { onDiscord, onSlack, type Somebody, until } from '../support/people.ts';

/** Ada chairs clinical computing, Ben is a member of it, Cleo is of the office. */
export const ada = ({ sandboxes }: RunningApp) => onSlack(sandboxes, 'U0ADA00001', 'C0COMPUTING');
export const adaOnDiscord = ({ sandboxes }: RunningApp) =>
  onDiscord(sandboxes, '1200000000000000001', '1100000000000000001');
export const ben = ({ sandboxes }: RunningApp) => onSlack(sandboxes, 'U0BEN00001', 'C0COMPUTING');
export const cleo = ({ sandboxes }: RunningApp) =>
  onDiscord(sandboxes, '1200000000000000002', '1100000000000000002');

/** What stands in every channel of the app that a poll may stand in. */
const channels = ({ sandboxes }: RunningApp): Record<string, Somebody> => ({
  computing: onSlack(sandboxes, 'U0ADA00001', 'C0COMPUTING'),
  computingOnDiscord: onDiscord(sandboxes, '1200000000000000001', '1100000000000000001'),
  sustainability: onDiscord(sandboxes, '1200000000000000001', '1100000000000000002'),
  nuclear: onSlack(sandboxes, 'U0ADA00001', 'C0NUCLEAR01'),
});

/** How often a question stands in each channel. */
export function standing(lookout: RunningApp, question: string): Record<string, number> {
  return Object.fromEntries(
    Object.entries(channels(lookout)).map(([name, who]) => [
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
