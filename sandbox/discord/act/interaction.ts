import { randomUUID } from 'node:crypto';
import type { Core } from '../core.ts';
import { storedMessage } from '../routes/answer-message.ts';
import type { Channel, Interaction, Person, ShownModal, StoredMessage } from '../world.ts';
import { interactionOnWire } from './interaction-event.ts';

/** What came of a person's act, as far as the first answer. */
export interface ActResult {
  interactionId: string;
  /** False if the application gave no first answer in time: the person reads `notice`. */
  acked: boolean;
  ackMs: number | null;
  /** Type of the first answer: 4 message, 5 deferred, 6 and 7 redraw, 9 form. */
  type: number | null;
  /** Body of the first answer, as it came. */
  body: object | null;
  notice: string | null;
  /** The message that answers, if any; it changes when the bot edits it. */
  message?: StoredMessage;
  /** The form that opened, if any. */
  modal?: ShownModal;
}

/** Finds who acts. @throws Error if the server has no such person. */
export function personOf({ world }: Core, id: string): Person {
  const person = world.people.get(id);
  if (!person)
    throw new Error(`Nobody here has the id ${id}. Take one of: ${[...world.people.keys()].join(', ')}.`);
  return person;
}

/** Finds where somebody acts. @throws Error if there is no such channel, thread or direct message. */
export function channelOf({ world }: Core, id: string): Channel {
  const channel = world.channels.get(id);
  if (!channel) throw new Error(`There is no channel or thread ${id}.`);
  return channel;
}

/**
 * Sends an interaction to the bot and waits for its first answer.
 *
 * @returns the answer, or after the time an application has (3 s) that there was none; then a later answer gets 10062.
 */
export async function interact(
  core: Core,
  what: Pick<Interaction, 'type'> & { name?: string; menu?: boolean; fromModal?: ShownModal },
  {
    person,
    channel,
    data,
    message,
  }: { person: Person; channel: Channel; data: object; message?: StoredMessage },
): Promise<ActResult> {
  const interaction: Interaction = {
    id: core.newId(),
    token: `sandbox-${randomUUID()}`,
    type: what.type,
    userId: person.id,
    channelId: channel.id,
    createdAt: core.now(),
    state: 'waiting',
    followupIds: [],
    ...(what.name ? { name: what.name } : {}),
    ...(what.menu ? { menu: true } : {}),
    ...(message ? { messageId: message.id } : {}),
  };
  core.world.interactions.set(interaction.id, interaction);
  const started = performance.now();
  const waiting = core.pending.wait(interaction.id, core.answerWithinMs);
  const shown = message ? { message } : {};
  core.dispatch({
    event: 'INTERACTION_CREATE',
    data: interactionOnWire(core, interaction, { person, channel, data, ...shown }),
  });
  core.changed();
  const answer = await waiting;
  if (!answer) {
    if (interaction.state === 'waiting') interaction.state = 'late';
    core.changed();
    return {
      interactionId: interaction.id,
      acked: false,
      ackMs: null,
      type: null,
      body: null,
      notice: 'The application did not respond',
    };
  }
  return {
    interactionId: interaction.id,
    acked: true,
    ackMs: performance.now() - started,
    type: answer.type,
    body: answer.body,
    notice: null,
    ...outcome(core, interaction),
  };
}

function outcome(core: Core, interaction: Interaction): Pick<ActResult, 'message' | 'modal'> {
  const { world } = core;
  const message = interaction.originalId ? storedMessage(world, interaction.originalId) : undefined;
  const modal = world.modals.get(interaction.userId)?.find(({ handle }) => handle === interaction.id);
  return { ...(message ? { message } : {}), ...(modal ? { modal } : {}) };
}
