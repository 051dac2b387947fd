/** Takes what people do to the app, through Socket Mode or signed HTTP, and waits for its acknowledgement. */

import { randomUUID } from 'node:crypto';
import { limits } from './limits.ts';
import type { Json } from './schema.ts';
import { type Kind, type Retry, sendSigned } from './signed.ts';
import type { Sockets } from './sockets.ts';
import type { Workspace } from './workspace.ts';

/** How a delivery ended. */
export interface Delivered {
  acked: boolean;
  /** Milliseconds from sending to the acknowledgement (or to giving up). */
  ackMs: number;
  /** What the app sent with its acknowledgement. */
  body: unknown;
  /** What Slack would tell the person: `operation_timeout` after three seconds, `dispatch_failed` when nobody listens. */
  error?: 'operation_timeout' | 'dispatch_failed';
  /** The HTTP status, in HTTP mode. */
  status?: number;
  kind: Kind;
  payload: Json;
  envelopeId: string;
  attempt: number;
}

export interface Delivery {
  /** Sends once, and retries events as Slack does when they are not acknowledged. */
  send(kind: Kind, payload: Json): Promise<Delivered>;
  /** Sends the same thing once more, as a retry. */
  again(last: Delivered): Promise<Delivered>;
  deliverTo(url: string | undefined): void;
  /** Everything that was sent, with how it ended. */
  log: Delivered[];
  /** Whoever waits for an acknowledgement waits no longer, as if the time for it were over. */
  giveUp(): void;
  close(): void;
}

/** `retriesMs`: after how long an event is tried again, each time; `patienceMs`: how long an answer is waited for. */
export function createDelivery(
  workspace: Workspace,
  sockets: Sockets,
  { retriesMs, patienceMs }: { retriesMs: readonly number[]; patienceMs: number },
): Delivery {
  let target: string | undefined;
  const log: Delivered[] = [];
  const timers = new Set<NodeJS.Timeout>();
  const waiting = new Set<() => void>();

  function viaSocket(kind: Kind, payload: Json, id: string, retry: Retry): Promise<unknown> | undefined {
    const event = { retry_attempt: retry.attempt, retry_reason: retry.reason };
    const { promise, resolve } = settle<unknown>();
    const sent = sockets.send(
      {
        envelope_id: id,
        payload,
        type: kind,
        accepts_response_payload: kind === 'slash_commands' || payload.type === 'view_submission',
        ...(kind === 'events_api' ? event : {}),
      },
      resolve,
    );
    return sent ? promise : undefined;
  }

  async function attempt(kind: Kind, payload: Json, envelopeId: string, retry: Retry): Promise<Delivered> {
    const started = performance.now();
    const end = (rest: Pick<Delivered, 'acked' | 'body'> & Partial<Delivered>): Delivered => {
      const delivered = {
        kind,
        payload,
        envelopeId,
        attempt: retry.attempt,
        ...rest,
        ackMs: performance.now() - started,
      };
      log.push(delivered);
      workspace.changed();
      return delivered;
    };
    const { promise: late, resolve: giveUp } = settle<'late'>();
    const hangUp = new AbortController();
    const tooLate = () => giveUp('late');
    waiting.add(tooLate);
    const timer = setTimeout(tooLate, patienceMs);
    timers.add(timer);
    try {
      if (target) {
        const again = kind === 'events_api' && retry.attempt > 0 ? retry : undefined;
        const { signingSecret } = workspace.seed;
        const sending = sendSigned(
          target,
          signingSecret,
          kind,
          payload,
          workspace.now(),
          hangUp.signal,
          again,
        );
        const answer = await Promise.race([sending, late]);
        if (answer === 'late') {
          sending.catch(() => {});
          hangUp.abort();
          return end({ acked: false, body: undefined, error: 'operation_timeout' });
        }
        if (answer.status >= 200 && answer.status < 300) return end({ acked: true, ...answer });
        return end({ acked: false, ...answer, error: 'dispatch_failed' });
      }
      const acked = viaSocket(kind, payload, envelopeId, retry);
      if (!acked) return end({ acked: false, body: undefined, error: 'dispatch_failed' });
      const body = await Promise.race([acked, late]);
      if (body === 'late') return end({ acked: false, body: undefined, error: 'operation_timeout' });
      return end({ acked: true, body });
    } catch (error) {
      return end({ acked: false, body: String(error), error: 'dispatch_failed' });
    } finally {
      sockets.forget(envelopeId);
      clearTimeout(timer);
      timers.delete(timer);
      waiting.delete(tooLate);
    }
  }

  /** Only events are retried; what a person did is not, they see an error instead. */
  function retryLater(last: Delivered) {
    const delay = retriesMs[last.attempt];
    if (last.acked || last.kind !== 'events_api' || delay === undefined) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      void again(last).then(retryLater);
    }, delay);
    timer.unref();
    timers.add(timer);
  }

  async function again(last: Delivered): Promise<Delivered> {
    const reason = last.error === 'dispatch_failed' ? 'http_error' : 'timeout';
    const retry = {
      attempt: last.attempt + 1,
      reason: target && reason === 'timeout' ? 'http_timeout' : reason,
    };
    // A retried event comes in a new envelope with the same event_id; anything else comes as it was.
    const envelopeId = last.kind === 'events_api' ? randomUUID() : last.envelopeId;
    return attempt(last.kind, last.payload, envelopeId, retry);
  }

  return {
    log,
    again,
    async send(kind, payload) {
      const delivered = await attempt(kind, payload, randomUUID(), { attempt: 0, reason: '' });
      retryLater(delivered);
      return delivered;
    },
    deliverTo(url) {
      target = url;
    },
    giveUp() {
      for (const tooLate of waiting) tooLate();
    },
    close() {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

/** Slack's own numbers. */
export const slackDelivery = { retriesMs: limits.eventRetriesMs, patienceMs: limits.ackMs };

function settle<Value>(): { promise: Promise<Value>; resolve: (value: Value) => void } {
  let resolve: (value: Value) => void = () => {};
  const promise = new Promise<Value>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
