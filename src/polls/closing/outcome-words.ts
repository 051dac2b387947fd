import type { Span } from '../../chat/text.ts';
import { people, percent } from '../words.ts';
import { type Closed, leaders, type Outcome } from './outcome.ts';

/** What came of a poll, in a sentence or two. */
export function outcomeWords({ poll, all }: Closed): Span[] {
  const { answers, options } = all;
  if (answers === 0) return ['Nobody answered, so there is no result.'];
  if (options === null)
    return [`${capital(people(answers))} answered. Fewer than five answers are not shown.`];
  const first = leaders(options);
  const share = `${first[0]!.people} of ${people(answers)} (${percent(first[0]!.people, answers)})`;
  const came = poll.template === 'level' ? 'was chosen most' : 'came first';
  if (first.length === 1) return [{ text: first[0]!.text, bold: true }, ` ${came}: ${share}.`];
  if (first.length === options.length) return [`All options are tied, with ${share} each.`];
  const named = first.slice(0, 3).map(({ text }): Span => ({ text, bold: true }));
  const more = first.length - named.length;
  return [
    ...listed(named, more),
    ` are tied${poll.template === 'level' ? '' : ' in first place'}, with ${share} each.`,
  ];
}

/** How far the figures can be trusted: who answered, of how many who could. */
export function howSure({ answers, of }: Pick<Outcome, 'answers' | 'of'>): string {
  const said = `${capital(people(answers))} answered`;
  return of === null ? `${said}.` : `${said}, of about ${of} who can see the poll (${percent(answers, of)}).`;
}

/** A group's figures in a line: who came first there, and with what. */
export function groupWords({ name, answers, of, options }: Closed['groups'][number]): Span[] {
  const who = of === null ? `${answers} answers` : `${answers} answers from ${people(of)}`;
  const best = [...(options ?? [])].sort((a, b) => b.people - a.people).filter((one) => one.people > 0);
  const parts = best.slice(0, 3).map((one) => `${one.text} ${one.people} (${percent(one.people, answers)})`);
  const more = best.length - parts.length;
  return [
    { text: name, bold: true },
    ` (${who}): ${parts.join(' · ')}${more > 0 ? ` · and ${more} more` : ''}`,
  ];
}

/** Said where a group's figures are left out. */
export const leftOut = 'Fewer than five answers are not shown, so some groups are not listed by themselves.';

/** Said in place of it when the secret was changed under a poll. */
export const notApart =
  'The answers can no longer be shown by group: the secret has changed since the poll opened.';

function listed(names: readonly Span[], more: number): Span[] {
  return names
    .flatMap((name, at): Span[] => {
      if (at === 0) return [name];
      return [at === names.length - 1 && more === 0 ? ' and ' : ', ', name];
    })
    .concat(more > 0 ? [` and ${more} more`] : []);
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
