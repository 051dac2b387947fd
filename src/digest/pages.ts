import { fits, fitting, titleOfPart } from '../chat/fit.ts';
import type { Block, Message } from '../chat/message.ts';
import { cardOf, chosenOf, foot, head, titleOfEdition } from './render.ts';
import type { Edition } from './store.ts';

/** From the richest drawing of a page to the barest: a line of what became of an item may be more than there is room for. */
const drawings = [true, false].flatMap((flag) =>
  [300, 120, 60, 0].flatMap((outcome) => [5, 3, 1, 0].map((also) => ({ flag, outcome, also }))),
);

/**
 * An edition drawn anew page by page, each entry where it stands: what is posted already can grow no further message.
 * @param pages those that stand, counted from 0
 */
export function renderEditionPages(edition: Edition, pages: readonly number[]): Map<number, Message> {
  const title = titleOfEdition(edition);
  const count = Math.max(...pages) + 1;
  const drawn = new Map<number, Message>();
  for (const page of pages) {
    const entries = chosenOf(edition).filter((entry) => entry.page === page);
    const draw = ({ flag, outcome, also }: (typeof drawings)[number]): Block[] => [
      ...(page === 0 ? head(edition) : []),
      ...entries.flatMap((entry) => cardOf(entry, outcome, flag)),
      ...(page === count - 1 ? foot(edition, also).flat() : []),
    ];
    const summary = titleOfPart(title, page, count);
    const message = fitting(drawings, (drawing) => ({ summary, blocks: draw(drawing) }));
    // What nothing makes fit stays as it is.
    if (fits(message.blocks)) drawn.set(page, message);
  }
  return drawn;
}
