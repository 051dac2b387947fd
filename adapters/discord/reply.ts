import type { APIInteraction } from 'discord.js';
import { type Message, say } from '../../src/chat/message.ts';
import type { Desk } from '../../src/chat/port.ts';
import type { Reply } from '../../src/chat/reply.ts';
import type { Log } from '../../src/log.ts';
import type { Drawer } from './drawer.ts';
import { problemOf } from './errors.ts';
import { againOf, fixMessages } from './fix.ts';
import { filled } from './form.ts';
import { type Interacted, readInteraction } from './incoming.ts';
import { within } from './patience.ts';
import { createResponder, type Responder } from './respond.ts';
import type { Rest } from './rest.ts';

/** Discord takes a first answer for three seconds; what is not known by then is not waited for. */
const FORM_WITHIN_MS = 2_500;

const tooLong: Reply = { kind: 'whisper', message: say('That took too long. Please try again.') };
const noForm: Message = say(
  'This form is no longer at hand. Please open it anew: what you had written still stands above.',
);
const broken: Message = say('Something broke on our side and has been noted. Please try again in a minute.');

interface Counter {
  rest: Rest;
  desk: Desk;
  drawer: Drawer;
  log: Log;
}

/** Answers interactions, one at a call: acknowledged at once, whatever time the desk takes. Never rejects. */
export function createReply({ rest, desk, drawer, log }: Counter): (raw: APIInteraction) => Promise<void> {
  return async (raw) => {
    try {
      const incoming = readInteraction(raw, desk.shortcuts);
      if (incoming) await answer(createResponder(rest, raw), incoming);
    } catch (error) {
      log.warn({ act: raw.id, ...problemOf(error) }, 'an answer did not reach the person on Discord');
    }
  };

  async function answer(to: Responder, incoming: Interacted): Promise<void> {
    const again = incoming.kind === 'press' ? againOf(incoming.id) : undefined;
    if (again !== undefined) return open(to, incoming, again);
    if (desk.opens(incoming)) return openAtOnce(to, incoming);
    if (await to.defer()) return inItsTime(to, incoming, await desk.answer(incoming));
    log.warn({ act: incoming.act }, 'Discord did not take the acknowledgement of an act; it was not done');
  }

  /** A form can only be the first answer, so the desk is asked before anything is acknowledged. */
  async function openAtOnce(to: Responder, incoming: Interacted): Promise<void> {
    const reply = await within(FORM_WITHIN_MS, desk.answer(incoming), tooLong);
    if (reply.kind === 'ask') {
      drawer.put(incoming.person.id, reply.form.id, reply.form);
      await to.show(reply.form);
    } else if (reply.kind === 'redraw' && to.touched) {
      await to.change(reply.message);
    } else if (reply.kind === 'whisper' || reply.kind === 'redraw') {
      await to.tell(reply.message);
    } else if (await to.defer()) {
      await inItsTime(to, incoming, reply);
    }
  }

  async function open(to: Responder, { person }: Interacted, name: string): Promise<void> {
    const form = drawer.get(person.id, name);
    if (!form) return to.tell(noForm);
    drawer.put(person.id, form.id, form);
    await to.show(form);
  }

  async function inItsTime(to: Responder, incoming: Interacted, reply: Reply): Promise<void> {
    switch (reply.kind) {
      case 'nothing':
        return to.done();
      case 'whisper':
        return to.whisper(reply.message);
      case 'redraw':
        return to.touched ? to.redraw(reply.message) : to.whisper(reply.message);
      case 'fix':
        return mend(to, incoming, reply.problems);
      case 'ask':
        log.error({ act: incoming.act }, 'a form was to open for an act that is not registered with `opens`');
        return to.whisper(broken);
    }
  }

  async function mend(to: Responder, incoming: Interacted, problems: Record<string, string>): Promise<void> {
    if (incoming.kind !== 'submission') return to.whisper(broken);
    const { id, act, person, fields } = incoming;
    const opened = drawer.get(person.id, id);
    const form = opened && filled(opened, fields);
    if (form) drawer.put(person.id, act, form);
    for (const message of fixMessages(problems, incoming, form, act)) await to.whisper(message);
  }
}
