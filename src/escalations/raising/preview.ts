import { fitting } from '../../chat/fit.ts';
import {
  aside,
  type Block,
  button,
  controls,
  divider,
  heading,
  type Message,
  menu,
  paragraph,
} from '../../chat/message.ts';
import { shorten } from '../../chat/text.ts';
import type { Tx } from '../../db.ts';
import { type TopicId, topicName, topics } from '../../taxonomy/topics.ts';
import { evidenceLines, evidenceOf, type Shown } from '../theme/evidence.ts';
import { type Council, councilOf, type Theme } from '../theme/store.ts';
import { asks, nameOf, states, urgencies } from '../theme/theme.ts';
import { topicOf } from '../theme/thing.ts';
import { type Similar, similarThemes } from './similar.ts';
import { suggestedTopic } from './topic.ts';

/** Stands for no topic in particular. */
export const noTopic = 'none';

/** How much is shown: as much as a message carries, whatever has to be escaped in it. */
interface Size {
  /** Characters of the words. */
  words: number;
  things: number;
  /** Characters of a thing's title, and of an address that is still linked. */
  title: number;
  url: number;
}
const sizes: readonly Size[] = [
  { words: 1500, things: 10, title: 100, url: 400 },
  { words: 800, things: 6, title: 100, url: 400 },
  { words: 300, things: 3, title: 80, url: 200 },
  { words: 80, things: 1, title: 40, url: 0 },
];

/** A draft for the eyes of its writer: how it will stand, similar themes that could be joined instead, and what can be done with it. */
export async function previewOf(tx: Tx, draft: Theme, platform: string): Promise<Message> {
  const council = await councilOf(tx);
  const shown = await evidenceOf(tx, draft, platform);
  const similar = await similarThemes(tx, {
    groupId: draft.groups[0]?.groupId ?? null,
    title: draft.title,
    words: draft.words,
    topic: draft.topic,
    things: draft.evidence.map(({ thingId }) => thingId),
  });
  const below = [topicMenu(draft), ...joinable(draft.id, similar), divider, acts(draft.id, council)];
  const summary = `Preview of what you raise to ${shorten(council.name, 80)}`;
  return fitting(sizes, (size) => ({ summary, blocks: [...above(draft, council, shown, size), ...below] }));
}

/** What is left of a draft once it was raised, joined or discarded. */
export function renderDone(title: string, lines: readonly string[]): Message {
  return { summary: title, blocks: [heading(title), paragraph(lines.join('\n'))] };
}

function above(draft: Theme, council: Council, shown: readonly Shown[], size: Size): Block[] {
  const name = shorten(council.name, 80);
  const group = shorten(draft.groups[0]?.group.name ?? '', 80);
  const topic = topicOf(draft);
  const facts = [asks[draft.ask], urgencies[draft.urgency], topic ? topicName(topic) : 'No topic'];
  return [
    aside(`👁 Preview: only you see this, and nothing has been sent to ${name} yet.`),
    heading(draft.title),
    aside(`Raised by ${draft.raiser} for ${group} · ${facts.join(' · ')}`),
    paragraph(shorten(draft.words, size.words)),
    gathered(shown, size),
  ];
}

function gathered(shown: readonly Shown[], { things, ...room }: Size): Block {
  if (shown.length > 0) return paragraph(evidenceLines(shown, things, room));
  return aside('There is no evidence yet. To add flagged items, ideas and poll results, press Change.');
}

function topicMenu(draft: Theme): Block {
  const suggested = suggestedTopic(draft);
  const mark = (id: TopicId | null) => (id === suggested ? ' (suggested)' : '');
  const now = topicOf(draft);
  return controls(
    menu(`theme-topic:${draft.id}`, shorten(`Topic: ${now ? topicName(now) : 'none'}${mark(now)}`, 100), [
      ...topics.map(({ id, name }) => ({ value: id, label: `${shorten(name, 60)}${mark(id)}` })),
      { value: noTopic, label: `None of these${mark(null)}` },
    ]),
  );
}

function joinable(draftId: number, similar: readonly Similar[]): Block[] {
  if (similar.length === 0) return [];
  const lead = similar.length === 1 ? 'A similar theme is open.' : 'Similar themes are open.';
  return [
    divider,
    paragraph([
      { text: lead, bold: true },
      ' If yours is the same, join it: together you carry more weight.',
    ]),
    ...similar.flatMap(({ id, number, title, state, groups, why }) => [
      paragraph([{ text: nameOf(number), bold: true }, ` · ${shorten(title, 80)}`]),
      aside(`${why} · ${groupsOf(groups)} · ${states[state].toLowerCase()}`),
      controls(button(`theme-join:${draftId}/${id}`, `Join ${nameOf(number)}`)),
    ]),
  ];
}

function groupsOf(names: readonly string[]): string {
  const more = names.length > 2 ? ` and ${names.length - 2} more` : '';
  return `${names
    .slice(0, 2)
    .map((name) => shorten(name, 50))
    .join(', ')}${more}`;
}

function acts(id: number, council: Council): Block {
  return controls(
    button(`theme-raise:${id}`, `Raise to ${shorten(council.name, 60)}`, 'primary'),
    button(`theme-edit:${id}`, 'Change…'),
    button(`theme-discard:${id}`, 'Discard', 'danger'),
  );
}
