import type { App } from '../../app.ts';
import type { Command } from '../../chat/incoming.ts';
import { type Block, type Message, paragraph } from '../../chat/message.ts';
import { type Reply, whisper } from '../../chat/reply.ts';
import { shorten } from '../../chat/text.ts';
import { commit } from '../../commit.ts';
import { Refusal } from '../../errors.ts';
import { nameOf } from '../idea/idea.ts';
import { moderatorOf, recourse } from '../idea/moderator.ts';
import { numberIn } from '../idea/reference.ts';
import type { Idea } from '../idea/store.ts';
import { tellSender } from '../idea/tell-sender.ts';

/** `/idea hide N`: its words are shown to nobody in the channels, and its sender is told. */
export function hideIdea(app: App, command: Command): Promise<Reply> {
  return setHidden(app, command, true);
}

/** `/idea show N`: takes that back. */
export function showIdea(app: App, command: Command): Promise<Reply> {
  return setHidden(app, command, false);
}

async function setHidden(app: App, { person, words }: Command, hidden: boolean): Promise<Reply> {
  const { now, log, secret } = app;
  const at = now();
  const number = numberIn(words, hidden ? 'hide N' : 'show N');
  const { idea, told } = await commit(app, async (tx, wake) => {
    const { idea } = await moderatorOf(tx, person, { number });
    const { count } = await tx.idea.updateMany({
      where: { id: idea.id, hidden: !hidden },
      data: { hidden, stale: true },
    });
    if (count === 0)
      throw new Refusal(
        `${nameOf(number)} ${hidden ? 'is already hidden' : 'is not hidden'}. Nothing was changed.`,
      );
    const message = hidden ? hiddenWord(idea, await recourse(tx, idea)) : shownWord(idea);
    const what = `${hidden ? 'hidden' : 'shown'}/${at.getTime()}`;
    const told = await tellSender(tx, { secret, at }, idea, what, message);
    wake('ideas', idea.id);
    wake('delivery', told ?? []);
    return { idea, told };
  });
  log.info(
    { idea: idea.number, by: `${person.platform}/${person.id}` },
    hidden ? 'an idea was hidden' : 'an idea that was hidden is shown again',
  );
  const name = nameOf(number);
  const so = told ? ' The sender will be told.' : '';
  return whisper(
    hidden
      ? `${name} is hidden: its words disappear from all channels and lists in a moment.${so} To show it again, type /idea show ${number}`
      : `${name} is shown again.${so}`,
  );
}

function hiddenWord(idea: Idea, recourse: Block): Message {
  const name = nameOf(idea.number!);
  return {
    summary: `${name} was hidden`,
    blocks: [
      paragraph(
        `Your ${name}, “${shorten(idea.title, 120)}”, was hidden: others no longer see its words. It has not been deleted, and can be shown again.`,
      ),
      recourse,
    ],
  };
}

function shownWord(idea: Idea): Message {
  const name = nameOf(idea.number!);
  return {
    summary: `${name} is shown again`,
    blocks: [paragraph(`Your ${name}, “${shorten(idea.title, 120)}”, was hidden and is shown again.`)],
  };
}
