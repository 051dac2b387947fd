import { fitting } from '../../chat/fit.ts';
import {
  aside,
  type Block,
  button,
  type Control,
  controls,
  heading,
  link,
  type Message,
  paragraph,
} from '../../chat/message.ts';
import { shorten } from '../../chat/text.ts';
import { type TopicId, topicName } from '../../taxonomy/topics.ts';
import { showDate } from '../../time.ts';
import { isEnded, kinds, nameOf, states } from './idea.ts';
import type { Idea } from './store.ts';

/**
 * An idea as it stands in its group's channels.
 * @param support how many people support it
 * @param elsewhere where the idea stands that it went into
 * @param outcome what became of it before the council, in a sentence
 */
export function renderIdea(
  idea: Idea,
  support: number,
  elsewhere?: string,
  outcome: string | null = null,
): Message {
  const name = nameOf(idea.number!);
  if (idea.hidden)
    return { summary: `${name} was hidden`, blocks: [paragraph(`${name} was hidden by a chair.`)] };
  const drawn = (most: number): Block[] => [
    heading(shorten(`${name} · ${idea.title}`, 150)),
    ...(idea.text ? [paragraph(shorten(idea.text, most))] : []),
    aside(origin(idea)),
    paragraph(stateInWords(idea, most / 2)),
    ...(outcome ? [aside(shorten(outcome, 300))] : []),
    ...supported(idea, support),
    controls(...deeds(idea, support, elsewhere)),
  ];
  // Signs that a platform has to mark take several times the room.
  const summary = shorten(`${name}: ${idea.title}`, 280);
  return fitting([1200, 600, 300], (most) => ({ summary, blocks: drawn(most) }));
}

function deeds(idea: Idea, support: number, elsewhere: string | undefined): [Control, ...Control[]] {
  const comment = button(`comment:${idea.id}`, '💬 Comment');
  const handle = button(`handle:${idea.id}`, 'For chairs…');
  if (idea.merged?.number) {
    return elsewhere ? [link(`Go to ${nameOf(idea.merged.number)}`, elsewhere)] : [comment];
  }
  // What was ended by mistake, or too early, can be taken up again.
  if (isEnded(idea.state)) return [comment, handle];
  return [
    button(`support:${idea.id}`, support > 0 ? `👍 Support · ${support}` : '👍 Support'),
    comment,
    button(`follow:${idea.id}`, '🔔 Follow'),
    button(`flag:idea/${idea.id}`, '🚩 Flag'),
    handle,
  ];
}

/** In words where no button says it, and what went into it. */
function supported(idea: Idea, support: number): Block[] {
  const people =
    isEnded(idea.state) && idea.state !== 'merged' && support > 0
      ? `Supported by ${support === 1 ? '1 person' : `${support} people`}.`
      : '';
  const names = idea.others.flatMap(({ number }) => (number === null ? [] : nameOf(number)));
  const more = names.length > 8 ? ` and ${names.length - 8} more` : '';
  const others = names.length > 0 ? `With it: ${names.slice(0, 8).join(', ')}${more}.` : '';
  const words = [people, others].filter(Boolean).join(' ');
  return words ? [aside(words)] : [];
}

function origin(idea: Idea): string {
  const who = idea.signed ? shorten(idea.author ?? 'a former member', 80) : 'a member who stays anonymous';
  const topic = idea.topic === null ? '' : ` · ${topicName(idea.topic as TopicId)}`;
  return `${kinds[idea.kind]} from ${who} · ${showDate(idea.sentAt, idea.group.zone)}${topic}`;
}

/** Where it is, who said so, and why. @param most characters of the reason */
export function stateInWords(idea: Idea, most = 600): string {
  if (idea.merged?.number) return `${states.merged}: see ${nameOf(idea.merged.number)}.`;
  const last = idea.changes.at(-1);
  if (!last) return `${states[idea.state]}.`;
  const reason = last.reason ? ` ${shorten(last.reason, most)}` : '';
  return `${states[idea.state]} (${shorten(last.by, 80)}, ${showDate(last.at, idea.group.zone)}).${reason}`;
}
