import { fitting } from '../../chat/fit.ts';
import { aside, type Block, button, controls, type Message, paragraph } from '../../chat/message.ts';
import { type Span, shorten } from '../../chat/text.ts';
import { showMoment } from '../../time.ts';
import { bars, behind, widths } from '../render.ts';
import type { LiveTally } from '../store.ts';
import type { VotingContext } from './voting-context.ts';

/**
 * What somebody is told of their answer, for their eyes only: what is counted, how to change or withdraw it, and the counts if they may
 * see them.
 * @param lead `Counted`
 * @param choices ids of the options chosen; none when they have not answered
 * @param standing null when no counts are shown before the poll closes
 */
export function receipt(
  lead: string,
  { poll, zone }: Pick<VotingContext, 'poll' | 'zone'>,
  choices: readonly number[],
  standing: LiveTally | null,
): Message {
  const answered = choices.length > 0;
  const until = showMoment(poll.closesAt, zone);
  const hint = answered
    ? `To change it, choose again under the poll, until ${until}.`
    : `Choose under the poll until ${until}.`;
  const drawn = (width: number): Block[] => [
    paragraph(
      answered ? [`${lead}: `, ...chosen(poll, choices, width)] : 'You have not answered this poll yet.',
    ),
    aside([shorten(poll.question, 150), '\n', hint]),
    ...figures(poll, answered, standing, width),
    ...(answered ? [controls(button(`withdraw:${poll.id}`, 'Withdraw'))] : []),
  ];
  const said = answered ? `${lead} in “${poll.question}”` : 'You have not answered this poll yet.';
  const summary = shorten(said, 280);
  return fitting(widths, (width) => ({ summary, blocks: drawn(width) }));
}

function chosen({ options }: VotingContext['poll'], choices: readonly number[], width: number): Span[] {
  return options
    .filter(({ id }) => choices.includes(id))
    .flatMap(({ text, hidden }, at): Span[] => [
      at > 0 ? ', ' : '',
      '“',
      { text: shorten(text, width), bold: true },
      hidden ? '” (hidden, not counted)' : '”',
    ]);
}

function figures(
  poll: VotingContext['poll'],
  answered: boolean,
  standing: LiveTally | null,
  width: number,
): Block[] {
  if (standing === null) return [aside('Nobody sees the result before the poll closes.')];
  if (!answered && poll.shows === 'voted')
    return [aside('You see the result so far once you have answered.')];
  const { shown } = standing;
  const note = behind(poll, shown.answers);
  return [
    ...(shown.answers > 0 ? [paragraph(bars(poll, shown, width))] : []),
    ...(note ? [aside(note)] : []),
  ];
}
