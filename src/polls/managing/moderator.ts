import type { PersonRef } from '../../chat/incoming.ts';
import { permit } from '../../community/access.ts';
import type { Tx } from '../../db.ts';
import { Forbidden } from '../../errors.ts';
import { isSecret, type PollAction, pollActions, pollPermissions } from '../rights.ts';
import { findPoll, type Poll } from '../store.ts';

/** The poll that somebody wants to do something with. @throws Refusal when there is none @throws Forbidden when they may not */
export async function pollFor(tx: Tx, person: PersonRef, action: PollAction, id: number): Promise<Poll> {
  const poll = await findPoll(tx, id);
  if (isSecret(action, poll))
    throw new Forbidden(
      'This poll is anonymous: nobody can see who chose what, not even the office.',
      'nobody may: the poll is anonymous',
    );
  await permit(tx, person, pollPermissions[action](poll), pollActions[action]);
  return poll;
}
