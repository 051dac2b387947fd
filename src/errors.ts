/**
 * A "no" that a person should read: what was not done and what to do instead, in a sentence.
 * Everything else that is thrown is a fault of ours: it is logged, and the person hears only that something broke.
 */
export class Refusal extends Error {
  override name = 'Refusal';
}

/** A "no" because it is not theirs to do. Whoever answers (chat/desk.ts) logs it as `denied`, with whose account tried what. */
export class Forbidden extends Refusal {
  override name = 'Forbidden';
  /** What would have been needed, for the log: roles and ids of rows, no names and no words of theirs. */
  needed: string;
  /** The field of a form at which it is said, so that what was typed stays; without one it is whispered. */
  field: string | undefined;
  /** What the log must not tell, so that an anonymous sender stays so: on which row it was tried, or who tried it. */
  conceals: 'row' | 'person' | undefined;

  constructor(
    message: string,
    needed: string,
    { field, conceals }: { field?: string; conceals?: 'row' | 'person' } = {},
  ) {
    super(message);
    this.needed = needed;
    this.field = field;
    this.conceals = conceals;
  }
}
