import type { APIInteraction } from 'discord.js';
import { type Message, say } from '../../src/chat/message.ts';
import type { Desk } from '../../src/chat/port.ts';
import { broken, type Reply, tooLate, whisper } from '../../src/chat/reply.ts';
import type { Log } from '../../src/log.ts';
import { outcomeWithin } from '../../src/timeout.ts';
import type { Call } from './client.ts';
import { problemOf } from './errors.ts';
import { againOf, fixMessages } from './fix.ts';
import { filled } from './form.ts';
import { type Interacted, readIncoming } from './incoming.ts';
import type { OpenForms } from './open-forms.ts';
import type { Files } from './pictures.ts';
import { createResponder, type Responder } from './respond.ts';

const noForm: Message = say(
  'This form has expired. Please open it again: what you wrote is still shown above.',
);

interface Parts {
  call: Call;
  desk: Desk;
  openForms: OpenForms;
  files: Files;
  log: Log;
  /** Milliseconds for which Discord takes a first answer. */
  answerWithin(): number;
}

/**
 * Brings the desk's reply to whoever acted, one interaction a call: acknowledged at once, whatever time the desk takes, but for those that open a form or
 * keep something. Never rejects.
 */
export function createReply({
  call,
  desk,
  openForms,
  files,
  log,
  answerWithin,
}: Parts): (raw: APIInteraction) => Promise<void> {
  const beingKept = new Map<string, Promise<void>>();

  return async (raw) => {
    const to = createResponder(call, files, raw);
    try {
      const incoming = readIncoming(raw, desk.shortcuts);
      if (incoming) await answer(to, incoming);
    } catch (error) {
      const problem = problemOf(error);
      log.warn({ act: raw.id, ...problem }, 'a reply did not reach the person on Discord');
      // Surely nothing was said, as when a picture of it cannot be had. If Discord takes words, there are some.
      if (problem.kind === 'refused' || problem.kind === 'busy')
        await to.whisper(broken).catch(() => undefined);
    }
  };

  async function answer(to: Responder, incoming: Interacted): Promise<void> {
    const again = incoming.kind === 'press' ? againOf(incoming.id) : undefined;
    if (again !== undefined) return open(to, incoming, again);
    const manner = desk.manner(incoming);
    if (manner === 'opens') return openAtOnce(to, incoming);
    if (manner === 'keeps') return oneByOne(incoming.act, () => keep(to, incoming));
    if (await to.defer()) return inItsTime(to, incoming, await desk.answer(incoming));
    log.warn({ act: incoming.act }, 'Discord did not take the acknowledgement of an action; it was not done');
  }

  /** A form can only be the first answer, so the desk is asked before anything is acknowledged. */
  async function openAtOnce(to: Responder, incoming: Interacted): Promise<void> {
    // Two and a half seconds of three: a form that is not known by then is not waited for.
    const reply = (await outcomeWithin((answerWithin() * 5) / 6, desk.answer(incoming))) ?? whisper(tooLate);
    if (reply.kind === 'ask') {
      openForms.put(incoming.person.id, reply.form.id, reply.form);
      await to.show(reply.form);
    } else if (reply.kind === 'redraw' && to.touched) {
      await to.change(reply.message);
    } else if (reply.kind === 'whisper' || reply.kind === 'redraw') {
      await to.tell(reply.message);
    } else if (await to.defer()) {
      await inItsTime(to, incoming, reply);
    }
  }

  /** Discord may send an action twice. The desk does it once, and the second must not be acknowledged before the first is done. */
  async function oneByOne(act: string, work: () => Promise<void>): Promise<void> {
    const before = beingKept.get(act) ?? Promise.resolve();
    const mine = before.then(work, work);
    beingKept.set(act, mine);
    await mine.finally(() => beingKept.get(act) === mine && beingKept.delete(act));
  }

  /** One request acknowledges and answers, once it is done; if another try was acknowledged before, the answer follows that. */
  async function keep(to: Responder, incoming: Interacted): Promise<void> {
    const answered = desk.answer(incoming);
    // So long it goes unacknowledged while it is done; then Discord is told to wait.
    const reply = await outcomeWithin((answerWithin() * 2) / 3, answered);
    if (reply?.kind === 'redraw' && to.touched) {
      if (!(await to.change(reply.message))) await to.redraw(reply.message);
    } else if (reply?.kind === 'whisper' || reply?.kind === 'redraw') {
      if (!(await to.tell(reply.message))) await to.whisper(reply.message);
    } else {
      if (!(await to.defer()))
        log.warn(
          { act: incoming.act },
          'Discord did not take the acknowledgement of an action; it is done all the same',
        );
      await inItsTime(to, incoming, await answered);
    }
  }

  async function open(to: Responder, { person }: Interacted, name: string): Promise<void> {
    const form = openForms.get(person.id, name);
    if (!form) return void (await to.tell(noForm));
    openForms.put(person.id, form.id, form);
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
        log.error(
          { act: incoming.act },
          'a form was to open for an action that is not registered with `opens`',
        );
        return to.whisper(broken);
    }
  }

  async function mend(to: Responder, incoming: Interacted, problems: Record<string, string>): Promise<void> {
    if (incoming.kind !== 'submission') return to.whisper(broken);
    const { id, act, person, fields } = incoming;
    const opened = openForms.get(person.id, id);
    const form = opened && filled(opened, fields);
    if (form) openForms.put(person.id, act, form);
    for (const message of fixMessages(problems, incoming, form, act)) await to.whisper(message);
  }
}
