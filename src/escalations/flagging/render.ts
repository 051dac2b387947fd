import { type Card, fitting } from '../../chat/fit.ts';
import { aside, type Block, type Message, paragraph } from '../../chat/message.ts';
import { type Span, shorten } from '../../chat/text.ts';
import type { Group } from '../../community/who.ts';
import { topicName } from '../../taxonomy/topics.ts';
import { titleOf } from '../theme/thing.ts';
import type { FlaggedThing } from './flagged.ts';

/** Of reasons, and of other groups, so many are named; the others are counted. */
const named = 3;

/** A thing in the list: what it is, how many flagged it here and elsewhere, its topic, and why. */
export function flaggedCard(flagged: FlaggedThing, way: string | undefined): Card {
  const { topic, reasons } = flagged;
  const facts = [countsOf(flagged), ...(topic ? [topicName(topic)] : [])];
  const more = reasons.length - named;
  const lines = [
    facts.join(' · '),
    ...reasons.slice(0, named).map((reason) => `“${shorten(reason, 120)}”`),
    ...(more > 0 ? [`and ${more} more ${more === 1 ? 'reason' : 'reasons'}`] : []),
  ];
  return [paragraph([titled(flagged, way)]), aside(lines.join('\n'))];
}

function titled({ thing }: FlaggedThing, way: string | undefined): Span {
  return { text: titleOf(thing), bold: true, ...(way ? { link: way } : {}) };
}

/** `3 people here; also flagged in Nuclear Medicine SIG (2)`. */
function countsOf({ people, others }: FlaggedThing): string {
  const here = people === 1 ? '1 person here' : `${people} people here`;
  if (others.length === 0) return here;
  const groups = others.slice(0, named).map((one) => `${shorten(one.name, 60)} (${one.people})`);
  const more = others.length - groups.length;
  const rest = more > 0 ? ` and ${more} more ${more === 1 ? 'group' : 'groups'}` : '';
  return `${here}; also flagged in ${groups.join(', ')}${rest}`;
}

/** What the list says first. @param council its name */
export function intro(count: number, council: string): Block[] {
  const to = shorten(council, 80);
  return count === 0
    ? [
        paragraph('Nothing is waiting for you: there are no flags, or all of them are already in a theme.'),
        aside(`When members flag something for ${to}, it appears here, most flagged first.`),
      ]
    : [
        aside(
          `${count === 1 ? '1 thing' : `${count} things`}, most flagged first. Nobody can see who flagged them. To bring some of them to ${to}, type /escalate`,
        ),
      ];
}

/** What a chair is told once a week. @param ways where each thing is read, by its id */
export function renderNote(
  group: Pick<Group, 'name'>,
  all: readonly FlaggedThing[],
  ways: ReadonlyMap<number, string>,
): Message {
  const name = shorten(group.name, 120);
  const said =
    all.length === 1
      ? `Members of ${name} have flagged 1 thing for you.`
      : `Members of ${name} have flagged ${all.length} things for you.`;
  const drawn = (linked: boolean): Message => {
    const lines = all
      .slice(0, 3)
      .flatMap((one): Span[] => [
        '\n• ',
        titled(one, linked ? ways.get(one.thing.id) : undefined),
        ` · ${countsOf(one)}`,
      ]);
    return {
      summary: shorten(said, 280),
      blocks: [
        paragraph([all.length > 3 ? `${said} Most flagged:` : said, ...lines]),
        aside("To see them with the reasons, type /escalate flags in your group's channel."),
      ],
    };
  };
  // Long addresses are more than a message carries.
  return fitting([true, false], drawn);
}
