/**
 * A "no" that a person should read: what was not done and what to do instead, in a sentence.
 * Everything else that is thrown is a fault of ours: it is logged, and the person hears only that something broke.
 */
export class Refusal extends Error {
  override name = 'Refusal';
}

/** A "no" because it is not theirs to do. It is logged, with whose account asked for what. */
export class Forbidden extends Refusal {
  override name = 'NotTheirs';
}
