import { splitToFit } from '../../src/chat/fit.ts';
import type { Submission } from '../../src/chat/incoming.ts';
import { paragraph } from '../../src/chat/message.ts';
import type { Desk } from '../../src/chat/port.ts';
import { type Reply, whisper } from '../../src/chat/reply.ts';
import { shorten } from '../../src/chat/text.ts';
import { outcomeWithin } from '../../src/timeout.ts';
import type { Ack } from './origin.ts';

/**
 * Sends a form to the desk. What has to be mended within the time that the form stays is shown at its fields; after that the
 * form is gone, and the person is told what it was and what they had written, so that nothing typed is lost.
 * @param within milliseconds that the form stays at most
 * @param answer brings any reply to the person
 */
export async function answerSubmission(
  desk: Desk,
  submission: Submission,
  ack: Ack,
  within: number,
  answer: (reply: Reply) => Promise<void>,
): Promise<void> {
  const answering = desk.answer(submission);
  // The rest of the time is for the way to Slack: half a second of three.
  const quick = await outcomeWithin((within * 5) / 6, answering);
  if (quick?.kind === 'fix') {
    await ack({ response_action: 'errors', errors: atFields(quick.problems, submission) });
    return;
  }
  await ack();
  const reply = await answering;
  const replies = reply.kind === 'fix' ? tooLateToFix(reply.problems, submission) : [reply];
  for (const one of replies) await answer(one);
}

/** Slack shows nothing but a failure when a problem names no field: such a one is shown at the first. */
function atFields(
  problems: Readonly<Record<string, string>>,
  { fields }: Submission,
): Record<string, string> {
  const first = Object.keys(fields)[0]!;
  const shown: Record<string, string> = {};
  for (const [id, problem] of Object.entries(problems)) {
    const at = Object.hasOwn(fields, id) ? id : first;
    shown[at] = shown[at] === undefined ? problem : `${shown[at]} ${problem}`;
  }
  return Object.keys(shown).length > 0 ? shown : { [first]: 'Please check this.' };
}

function tooLateToFix(problems: Readonly<Record<string, string>>, { fields }: Submission): Reply[] {
  const wrong = shorten(`Your form was not accepted. ${Object.values(problems).join(' ')}`, 1500);
  const typed = Object.values(fields).filter(
    (value) => typeof value === 'string' && value !== '',
  ) as string[];
  // In pieces that a message carries whatever has to be escaped in them.
  const pieces = typed.flatMap((words) => words.match(/[\s\S]{1,1200}/gu) ?? []);
  const hint = typed.length > 0 ? [[paragraph('Please open it again. This is what you wrote:')]] : [];
  const cards = [[paragraph(wrong)], ...hint, ...pieces.map((words) => [paragraph(words)])];
  return splitToFit('Your form was not accepted.', cards).map((message) => whisper(message));
}
