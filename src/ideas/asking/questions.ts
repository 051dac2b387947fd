import { fitting } from '../../chat/fit.ts';
import { aside, type Block, button, controls, paragraph } from '../../chat/message.ts';
import { shorten } from '../../chat/text.ts';
import type { Prisma, Tx } from '../../db.ts';
import { nameOf } from '../idea/idea.ts';

const around = {
  idea: { select: { id: true, number: true, title: true, signed: true } },
} satisfies Prisma.QuestionInclude;

/** What was asked about an idea, and not answered yet. */
export type Question = Prisma.QuestionGetPayload<{ include: typeof around }>;

/**
 * What waits for the sender's answer: they see it also where no direct message reaches them.
 * @param ideaIds of ideas that are theirs (`isSender`)
 * @returns the oldest first
 */
export function openQuestions(tx: Tx, ideaIds: readonly number[]): Promise<Question[]> {
  return tx.question.findMany({
    where: { ideaId: { in: [...ideaIds] }, answer: null },
    include: around,
    orderBy: { id: 'asc' },
  });
}

/** A question as the sender of the idea sees it, with the button to answer; at most some 1,500 characters. */
export function questionBlocks({
  id,
  by,
  text,
  idea: { number, title, signed },
}: Pick<Question, 'id' | 'by' | 'text' | 'idea'>): Block[] {
  const drawn = (most: number): Block[] => [
    paragraph([
      { text: shorten(by, 120), bold: true },
      ` asks about your ${nameOf(number!)}, “${shorten(title, 120)}”:`,
    ]),
    paragraph(shorten(text, most)),
    aside(
      signed
        ? 'Your answer goes to the person who asked; the chair of the group and the office can read it too.'
        : 'You stay anonymous: Lookout passes on your answer and tells nobody who you are. The person who asked, the chair of the group and the office can read it.',
    ),
    controls(button(`idea-answer:${id}`, 'Answer', 'primary')),
  ];
  // Signs that a platform has to mark take twice the room.
  return fitting([1000, 600, 300], (most) => ({ blocks: drawn(most) })).blocks;
}
