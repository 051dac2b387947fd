import type { Tx } from '../../db.ts';
import { isStopped } from '../../ideas/asking/stop.ts';
import type { DataSubject } from '../data-subject.ts';
import { ownIdeas } from '../own-ideas.ts';
import { called, type Reading } from './reading.ts';

const number = { idea: { select: { number: true } } } as const;

/** What is held of somebody with ideas: their own, and what they did with those of others. */
export async function storedIdeas(tx: Tx, whose: DataSubject, { secret, at, inConfidence }: Reading) {
  const personId = whose.personId ?? 0;
  const { named, hidden } = await ownIdeas(tx, secret, whose);
  const ideas = await tx.idea.findMany({
    where: { id: { in: inConfidence ? [...named, ...hidden] : named } },
    include: { group: true, versions: { orderBy: { id: 'asc' } }, questions: { orderBy: { id: 'asc' } } },
    orderBy: { id: 'asc' },
  });
  const by = { where: { byId: personId }, include: number, orderBy: { id: 'asc' } } as const;
  const theirs = { where: { personId }, include: number, orderBy: { at: 'asc' } } as const;
  const decisions = await tx.ideaChange.findMany(by);
  const questions = await tx.question.findMany(by);
  const supports = await tx.supporter.findMany(theirs);
  const follows = await tx.follower.findMany(theirs);
  return {
    ideas: ideas.map((idea) => ({
      idea: called(idea.number),
      kind: idea.kind,
      title: idea.title,
      text: idea.text,
      topic: idea.topic,
      group: idea.group.name,
      state: idea.state,
      signed: idea.signed,
      name: idea.author,
      sentAt: idea.sentAt,
      earlier: idea.versions.map(({ title, text, at }) => ({ title, text, until: at })),
      answers: idea.questions.flatMap(({ answer, answeredAt }) =>
        answer === null ? [] : [{ answer, at: answeredAt }],
      ),
    })),
    supports: supports.map(({ idea, at }) => ({ idea: called(idea.number), at })),
    follows: follows.map(({ idea, platform, user, at }) => ({
      ...{ idea: called(idea.number), platform, user, at },
    })),
    ideasDecided: decisions.map(({ idea, state, reason, at, by }) => ({
      ...{ idea: called(idea.number), state, reason, at, as: by },
    })),
    questionsAsked: questions.map(({ idea, text, at, by, platform, user }) => ({
      ...{ idea: called(idea.number), text, at, as: by, platform, user },
    })),
    ...(inConfidence ? { stoppedUntil: await isStopped(tx, secret, whose.accounts, at) } : {}),
  };
}
