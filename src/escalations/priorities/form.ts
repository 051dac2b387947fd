import { type Form, form } from '../../chat/form.ts';
import { limits } from '../../chat/limits.ts';
import type { Option } from '../../chat/message.ts';
import { shorten } from '../../chat/text.ts';
import { topics } from '../../taxonomy/topics.ts';
import { nameOf } from '../theme/theme.ts';
import { most } from './priority.ts';

/** How many themes are offered beside the topics. */
export const offered = limits.menu.options - topics.length;

/**
 * The form in which the council says what it wants watched.
 * @param themes at most `offered` @param groups at least one
 */
export function priorityForm(
  council: string,
  themes: readonly { id: number; number: number; title: string }[],
  groups: readonly { id: number; name: string }[],
): Form {
  const label = (text: string) => shorten(text, limits.menu.label);
  const about: Option[] = [
    ...topics.map(({ id, name }) => ({ value: `topic/${id}`, label: label(name) })),
    ...themes.map(({ id, number, title }) => ({
      value: `theme/${id}`,
      label: label(`${nameOf(number)} · ${title}`),
    })),
  ];
  const named = groups.slice(0, limits.menu.options);
  const none = `Choose none to ask all ${groups.length} groups.`;
  const some = `The first ${named.length} of ${groups.length} groups. Choose none to ask all of them.`;
  return form('priority-new:council', 'Watch a topic', 'Watch', [
    {
      kind: 'choice',
      id: 'about',
      label: shorten(`What should ${council} watch?`, limits.form.label),
      required: true,
      most: 1,
      options: about,
    },
    {
      kind: 'line',
      id: 'keywords',
      label: 'Only what mentions one of these words',
      hint: `Up to ${most.keywords}, separated by commas. Leave empty to watch the whole topic.`,
      required: false,
      most: most.typed,
    },
    {
      kind: 'line',
      id: 'until',
      label: 'Until when?',
      hint: 'The last day, within a year, such as 4 Dec 2026.',
      required: true,
      most: 40,
    },
    {
      kind: 'choice',
      id: 'groups',
      label: 'Which groups?',
      hint: groups.length > named.length ? some : none,
      required: false,
      most: named.length,
      options: named.map(({ id, name }) => ({ value: String(id), label: label(name) })),
    },
    {
      kind: 'lines',
      id: 'call',
      label: 'Open call: what do you ask members?',
      hint: 'They answer with ideas. Leave empty to watch the topic without asking anybody.',
      required: false,
      most: most.question,
    },
  ]);
}
