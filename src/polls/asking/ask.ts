import type { App } from '../../app.ts';
import type { Command, Submission } from '../../chat/incoming.ts';
import { fix, openForm, type Reply, redraw } from '../../chat/reply.ts';
import { isSeen, oneLine } from '../../chat/text.ts';
import { type Group, groupOfChannel } from '../../community/who.ts';
import type { Tx } from '../../db.ts';
import { Refusal } from '../../errors.ts';
import { closingOf } from '../calendar.ts';
import { OPTION_COUNT, OPTION_LENGTH } from '../option.ts';
import { findPoll, visible } from '../store.ts';
import { type Asker, askerOf, checkGroups, zoneOf } from './asker.ts';
import { ownDraft } from './draft.ts';
import { type Asked, readAsk, slugsIn } from './filled.ts';
import { askForm, type Filling } from './form.ts';
import { makePoll, optionRows } from './make.ts';
import { needsOf } from './need.ts';
import { renderDraft } from './preview.ts';
import { suggestions } from './suggest.ts';
import { beginnings, lasting, type Template, templates } from './templates.ts';

/** `/needs ask`: opens the form, filled with what the template and the group suggest. */
export async function askPoll({ db, now }: App, command: Command): Promise<Reply> {
  const asker = await askerOf(db, command.person);
  const { template, subject } = readWords(command.words);
  const here = await groupHere(db, command);
  const mine = asker.groups.filter(({ id }) => id === here?.id);
  const groups = mine.length > 0 ? mine : asker.groups.length === 1 ? asker.groups : [];
  const filling: Filling = {
    question: beginnings[template].question(subject),
    options: beginnings[template].options,
    groupIds: groups.map(({ id }) => id),
    lasts: lasting.usual,
    anonymous: true,
    ...(template === 'pulse' ? await earlierPulse(db, asker, groups) : {}),
  };
  if (filling.options.length === 0) filling.options = await suggestions(db, groups[0] ?? null);
  const id = template === 'level' ? `poll-ask:level/${subject}` : `poll-ask:${template}`;
  return openForm(askForm(id, asker, filling, now(), zoneOf(asker, groups, here)));
}

/** The form sent off: makes the draft, or changes it, and shows how the poll will look. */
export async function submitPoll(app: App, submission: Submission): Promise<Reply> {
  const context = submission.id.slice('poll-ask:'.length);
  const here = await groupHere(app.db, submission);
  const done = await app.db.$transaction(async (tx) => {
    const at = app.now();
    if (/^\d{1,9}$/.test(context)) {
      const { asker, draft } = await ownDraft(tx, submission.person, Number(context));
      await checkGroups(tx, asker, slugsIn(submission.fields.groups));
      const asked = readAsk(asker, submission.fields);
      if ('problems' in asked) return asked;
      await change(tx, draft.id, asked, zoneOf(asker, asked.groups, here));
      return findPoll(tx, draft.id);
    }
    const asker = await askerOf(tx, submission.person);
    await checkGroups(tx, asker, slugsIn(submission.fields.groups));
    const { template, subject } = readWords(context.replace('/', ' '));
    const asked = readAsk(asker, submission.fields);
    if ('problems' in asked) return asked;
    return findPoll(tx, await create(tx, at, asker, template, subject, asked, here));
  });
  return 'problems' in done ? fix(done.problems) : redraw(renderDraft(done, app.now()));
}

/** What was typed behind the word: a template, and of a level what it is about. */
function readWords(words: string): { template: Template; subject: string } {
  const [, first = '', rest = ''] = /^\s*(\S*)\s*(.*)$/s.exec(words)!;
  const template = templates.find((name) => name === (first.toLowerCase() || 'need'));
  if (!template)
    throw new Refusal(
      'What do you want to ask? /needs ask need (what would help), /needs ask when (format and time), /needs ask level SUBJECT (how confident they are), or /needs ask pulse (the same each quarter).',
    );
  const subject = oneLine(rest);
  if (template !== 'level') return { template, subject: '' };
  if (!isSeen(subject))
    throw new Refusal('Confident in what? Add the subject, such as: /needs ask level MR safety');
  if (subject.length > OPTION_LENGTH)
    throw new Refusal(`Please give the subject in at most ${OPTION_LENGTH} characters.`);
  return { template, subject };
}

async function create(
  tx: Tx,
  at: Date,
  asker: Asker,
  template: Template,
  subject: string,
  { groups, ...asked }: Asked,
  here: Group | null,
): Promise<number> {
  const { mayAdd, repeat } = beginnings[template];
  return makePoll(tx, at, 'draft', at, {
    ...asked,
    template,
    groupIds: groups.map(({ id }) => id),
    most: 1,
    mayAdd,
    shows: 'voted',
    repeat,
    zone: zoneOf(asker, groups, here),
    needId: template === 'level' ? (await needsOf(tx, at, [subject]))[0]! : null,
    askerId: asker.id,
    asker: asker.name,
  });
}

async function change(tx: Tx, pollId: number, { groups, options, ...asked }: Asked, zone: string) {
  await tx.pollOption.deleteMany({ where: { pollId } });
  await tx.pollGroup.deleteMany({ where: { pollId } });
  const poll = await tx.poll.findUniqueOrThrow({ where: { id: pollId } });
  await tx.poll.update({
    where: { id: pollId },
    data: {
      ...asked,
      zone,
      closesAt: closingOf(poll.opensAt, asked.lasts, zone),
      options: { createMany: { data: optionRows(options) } },
      groups: { createMany: { data: groups.map(({ id }) => ({ groupId: id })) } },
    },
  });
}

/** The newest pulse that these groups, or else any of the asker's, were asked: to be asked again. */
async function earlierPulse(tx: Tx, asker: Asker, groups: readonly Group[]): Promise<Partial<Filling>> {
  const among = (groups.length > 0 ? groups : asker.groups).map(({ id }) => id);
  const found = await tx.poll.findFirst({
    where: {
      template: 'pulse',
      state: { in: ['open', 'closed'] },
      groups: { some: { groupId: { in: among } } },
    },
    orderBy: { openedAt: 'desc' },
    select: { id: true },
  });
  if (!found) return {};
  const pulse = await findPoll(tx, found.id);
  const options = visible(pulse).map(({ text }) => text);
  return {
    question: pulse.question,
    options: options.slice(0, OPTION_COUNT.most),
    groupIds: pulse.groups.map(({ groupId }) => groupId),
    anonymous: pulse.anonymous,
  };
}

async function groupHere(tx: Tx, { person, channel }: Command | Submission): Promise<Group | null> {
  return channel === null ? null : groupOfChannel(tx, person.platform, channel);
}
