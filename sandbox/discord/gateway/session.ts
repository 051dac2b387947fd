import type { WebSocket } from 'ws';
import type { Dispatch } from '../core.ts';
import { INTENT, intentFor, withoutContent } from './intents.ts';

/** Events kept for a session that is away. */
const KEPT_EVENTS = 5000;

interface Sent {
  op: 0;
  s: number;
  t: string;
  d: object;
}

/** One identified session: it outlives its connection, so that it can resume. */
export interface Session {
  id: string;
  intents: number;
  sequence: number;
  kept: Sent[];
  socket: WebSocket | null;
}

export function createSession(id: string, intents: number, socket: WebSocket): Session {
  return { id, intents, sequence: 0, kept: [], socket };
}

/** Numbers an event, keeps it for a resume, and sends it if the session is connected. */
export function emit(session: Session, event: string, data: object): void {
  session.sequence += 1;
  const sent: Sent = { op: 0, s: session.sequence, t: event, d: data };
  session.kept.push(sent);
  if (session.kept.length > KEPT_EVENTS) session.kept.shift();
  if (session.socket?.readyState === session.socket?.OPEN) session.socket?.send(JSON.stringify(sent));
}

/** Emits an event if the session asked for its kind; the text of others' messages only with MESSAGE_CONTENT. */
export function emitWanted(session: Session, { event, data, readable }: Dispatch, direct: boolean): void {
  const intent = intentFor(event, direct);
  if (intent !== 0 && (session.intents & intent) === 0) return;
  const hidden =
    (event === 'MESSAGE_CREATE' || event === 'MESSAGE_UPDATE') &&
    !readable &&
    (session.intents & INTENT.content) === 0;
  emit(session, event, hidden ? withoutContent(data) : data);
}

/** Sends what a returning session missed since `sequence`. */
export function replay(session: Session, sequence: number): void {
  for (const sent of session.kept) if (sent.s > sequence) session.socket?.send(JSON.stringify(sent));
}
