import type { App } from '../../app.ts';
import { type Form, form } from '../../chat/form.ts';
import type { Press, Submission } from '../../chat/incoming.ts';
import { idsIn } from '../../chat/reference.ts';
import { fix, openForm, type Reply, whisper } from '../../chat/reply.ts';
import { clean, shorten } from '../../chat/text.ts';
import type { Tx } from '../../db.ts';
import { Refusal } from '../../errors.ts';
import { keyOf, OPTION_COUNT, OPTION_LENGTH } from '../option.ts';
import { visible, visibleTallyOf } from '../store.ts';
import { choicesOf, keepOne } from './ballot.ts';
import { receipt } from './receipt.ts';
import { notOpen, openVoting, type VotingContext } from './voting-context.ts';

/** `add:<poll>`: opens the form in which a member adds an option. */
export async function openAdd(app: App, press: Press): Promise<Reply> {
  const [pollId] = idsIn(press.id);
  const { poll } = await openVoting(app, pollId, press);
  check(poll);
  return openForm(addForm(poll));
}

/** `add:<poll>` sent off: the option stands in the poll for everybody, and whoever added it has chosen it. Who that was is not kept. */
export async function addOption(app: App, submission: Submission): Promise<Reply> {
  const [pollId] = idsIn(submission.id);
  const booth = await openVoting(app, pollId, submission);
  check(booth.poll);
  const text = clean(String(submission.fields.option ?? '').replaceAll('\n', ' '));
  const problem = problemOf(text);
  if (problem) return fix({ option: problem });
  const { added, chosen, choices } = await app.db.$transaction((tx) => add(tx, app.now(), booth, text));
  const what = `“${added.text}” ${added.made ? 'is added' : 'is there already'}`;
  const lead = chosen
    ? `${what}, and you have chosen`
    : `${what}. You have already made all your choices, so your answer is unchanged`;
  const { options } = booth.poll;
  const known = options.some(({ id }) => id === added.id);
  const poll = {
    ...booth.poll,
    options: known ? options : [...options, { ...added, hidden: false }],
  };
  return whisper(receipt(lead, { ...booth, poll }, choices, await visibleTallyOf(app.db, poll)));
}

function addForm({ id, question }: VotingContext['poll']): Form {
  return form(`add:${id}`, 'Add an option', 'Add', [
    {
      kind: 'line',
      id: 'option',
      label: 'What is missing?',
      hint: shorten(`${question} Everybody will see it, but nobody sees who added it.`, 100),
      required: true,
      most: OPTION_LENGTH,
    },
  ]);
}

function check(poll: VotingContext['poll']): void {
  if (!poll.mayAdd)
    throw new Refusal('You cannot add options to this poll. Please choose one of its options.');
}

/** What has to be mended of an option that was typed; nothing when it is fine. */
function problemOf(text: string): string | undefined {
  if (!/[\p{L}\p{N}\p{S}]/u.test(text)) return 'Please write a few words.';
  if (text.length > OPTION_LENGTH)
    return `Please use at most ${OPTION_LENGTH} characters; you wrote ${text.length}.`;
  return undefined;
}

/** Adds an option, unless the same is there, and chooses it for the person if they may choose one more. */
async function add(tx: Tx, at: Date, booth: VotingContext, text: string) {
  const { poll, zone } = booth;
  // One adds after the other; who only votes does not wait.
  const open = await tx.$queryRaw<unknown[]>`
    SELECT id FROM poll WHERE id = ${poll.id} AND state = 'open' AND closes_at > ${at} FOR NO KEY UPDATE`;
  if (open.length === 0) throw notOpen({ ...poll, state: 'closed' }, zone);
  const added = await find(tx, poll.id, text);
  const before = await choicesOf(tx, booth);
  const counted = poll.most === 1 ? [] : await stillOffered(tx, poll.id, before);
  const choices = [...new Set([...counted, added.id])].sort((a, b) => a - b);
  if (choices.length > poll.most) return { added, chosen: false, choices: counted };
  if ((await keepOne(tx, at, booth, choices, null)) !== 'kept')
    throw notOpen({ ...poll, state: 'closed' }, zone);
  return { added, chosen: true, choices };
}

async function find(tx: Tx, pollId: number, text: string) {
  const options = await tx.pollOption.findMany({ where: { pollId } });
  const key = keyOf(text);
  const same = options.find((option) => option.key === key);
  if (same?.hidden)
    throw new Refusal(
      'A chair has hidden this option, so it cannot be added again. If you think this is a mistake, please ask them.',
    );
  if (same) return { id: same.id, text: same.text, made: false };
  if (visible({ options }).length >= OPTION_COUNT.withAdded)
    throw new Refusal(
      `This poll already has ${OPTION_COUNT.withAdded} options, the most it can hold. Please choose one of them.`,
    );
  const place = Math.max(0, ...options.map((option) => option.place)) + 1;
  const { id } = await tx.pollOption.create({ data: { pollId, place, text, key, added: true } });
  await tx.poll.update({ where: { id: pollId }, data: { stale: true } });
  return { id, text, made: true };
}

async function stillOffered(tx: Tx, pollId: number, choices: readonly number[]): Promise<number[]> {
  const rows = await tx.pollOption.findMany({ where: { pollId, id: { in: [...choices] }, hidden: false } });
  return rows.map(({ id }) => id);
}
