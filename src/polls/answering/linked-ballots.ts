/** One of the ballots that a person has in a poll, if they answered from several accounts. */
export interface LinkedBallot {
  voter: string;
  place: string;
  choices: readonly number[];
  /** What people have been shown of it. */
  shown: readonly number[];
}

/**
 * The one ballot that is left of a person's. Of two answers the one from the account that comes first, since no ballot says when it was
 * given; under the name of the ballot that is in the counts which people have seen, so that nobody comes to be in them twice.
 * @param ballots in the order of their accounts
 * @returns null when there is none
 */
export function mergedChoices(ballots: readonly LinkedBallot[]): Omit<LinkedBallot, 'shown'> | null {
  const answer = ballots.find(({ choices }) => choices.length > 0) ?? ballots[0];
  if (!answer) return null;
  const { voter } = ballots.find(({ shown }) => shown.length > 0) ?? answer;
  return { voter, place: answer.place, choices: answer.choices };
}
