import type { Prisma, SubjectKind } from '../db.ts';

/** What a message is about: a row, by the table that it is in. What gathers several has the group that is told (prisma/models/delivery.prisma). */
export interface Subject {
  kind: SubjectKind;
  id: number;
}

/** The deliveries that are about one thing: its posts, and all that is said of it, to whomever. */
export function about({ kind, id }: Subject) {
  return { subjectKind: kind, subjectId: id } satisfies Prisma.DeliveryWhereInput;
}

/** Of those the ones that show it, and are redrawn as it changes: its posts. */
export function showing(subject: Subject) {
  return { ...about(subject), page: { not: null } } satisfies Prisma.DeliveryWhereInput;
}

/** The kinds of messages that bear titles of other things too: those that list several, and the evidence on a theme's card. */
const listing: Readonly<Partial<Record<SubjectKind, readonly SubjectKind[]>>> = {
  entry: ['edition', 'flag_note', 'forming', 'theme'],
  share: ['edition'],
  poll: ['flag_note', 'forming', 'theme'],
  idea: ['idea_reminder', 'flag_note', 'forming', 'theme'],
  theme: ['theme_reminder', 'forming', 'priority'],
};

/**
 * Every delivery that may mention a thing, of whatever kind, as an `OR`: those about it, and those that list others like it, in whose words
 * it has to be looked for.
 * @param lists the kinds that list it; all unless told
 */
export function mentioning(
  subject: Subject,
  lists: readonly SubjectKind[] = listing[subject.kind] ?? [],
): Prisma.DeliveryWhereInput[] {
  return [about(subject), ...lists.map((subjectKind) => ({ subjectKind }))];
}
