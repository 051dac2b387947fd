import type { IncomingMessage, Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Core, Dispatch } from '../core.ts';
import { guildCreateOnWire, memberOnWire, userOnWire } from '../wire/guild.ts';
import { accessTo } from '../world.ts';
import { applicationFlags, INTENT, intentsAllowed } from './intents.ts';
import { createSession, emit, emitWanted, replay, type Session } from './session.ts';

export type DropKind = 'close' | 'reconnect' | 'invalid-session' | 'terminate';

export interface Gateway {
  dispatch(event: Dispatch): void;
  /** Interrupts every connection; see `DiscordSandbox.dropGateway`. */
  drop(kind: DropKind): void;
  /** Sessions whose connection is open now. */
  connected(): number;
  close(): void;
}

/** Close codes (topics/opcodes-and-status-codes#gateway-gateway-close-event-codes). */
const CLOSE = {
  unknownError: 4000,
  unknownOpcode: 4001,
  decodeError: 4002,
  notAuthenticated: 4003,
  authenticationFailed: 4004,
  alreadyAuthenticated: 4005,
  invalidSequence: 4007,
  invalidVersion: 4012,
  disallowedIntents: 4014,
} as const;

const HEARTBEAT_MS = 41_250;
/** Sessions without a connection that can still be resumed. */
const KEPT_SESSIONS = 20;
/** A client that closes with one of these gives its session up; any other close can be resumed. */
const ENDS_SESSION = [1000, 1001];

interface Frame {
  op: number;
  d: Record<string, unknown>;
}

/** The gateway of API version 10, JSON and uncompressed, on the HTTP server's upgrade requests. */
export function startGateway(server: Server, core: Core): Gateway {
  const sockets = new WebSocketServer({ noServer: true });
  const sessions = new Map<string, Session>();

  server.on('upgrade', (request, socket, head) => {
    sockets.handleUpgrade(request, socket, head, (ws) => greet(ws, request));
  });

  function greet(ws: WebSocket, request: IncomingMessage): void {
    const query = new URL(request.url ?? '/', 'http://local').searchParams;
    const version = query.get('v') === '10';
    const plain = query.get('encoding') === 'json' && !query.get('compress');
    if (!version || !plain) {
      ws.close(version ? CLOSE.decodeError : CLOSE.invalidVersion);
      return;
    }
    let session: Session | undefined;
    ws.on('message', (raw) => {
      const frame = decode(String(raw));
      if (!frame) ws.close(CLOSE.decodeError, 'Error while decoding payload');
      else if (frame.op === 1) send(ws, 11);
      else if (frame.op === 2) {
        if (session) ws.close(CLOSE.alreadyAuthenticated, 'Already authenticated');
        else session = identify(ws, frame.d);
      } else if (frame.op === 6) session = resume(ws, frame.d) ?? session;
      else if (!session) ws.close(CLOSE.notAuthenticated, 'Not authenticated');
      else if (frame.op === 8) sendMembers(session, frame.d);
      else if (frame.op !== 3 && frame.op !== 4) ws.close(CLOSE.unknownOpcode, 'Unknown opcode');
    });
    ws.on('error', () => ws.terminate());
    ws.on('close', (code) => {
      if (session?.socket !== ws) return;
      session.socket = null;
      if (ENDS_SESSION.includes(code)) sessions.delete(session.id);
      core.changed();
    });
    send(ws, 10, { heartbeat_interval: HEARTBEAT_MS, _trace: [] });
  }

  function identify(ws: WebSocket, d: Record<string, unknown>): Session | undefined {
    if (!tokenIsRight(d.token)) return void ws.close(CLOSE.authenticationFailed, 'Authentication failed');
    const intents = Number(d.intents);
    if (!intentsAllowed(intents, core.enabledIntents))
      return void ws.close(CLOSE.disallowedIntents, 'Disallowed intent(s)');
    const session = createSession(`session-${core.newId()}`, intents, ws);
    forgetOldest();
    sessions.set(session.id, session);
    const { world } = core;
    const bot = world.people.get(world.application.id);
    emit(session, 'READY', {
      v: 10,
      user: bot ? { ...userOnWire(bot), verified: true, mfa_enabled: false, email: null } : {},
      guilds: [{ id: world.guild.id, unavailable: true }],
      session_id: session.id,
      resume_gateway_url: `${core.gatewayUrl()}/resume`,
      session_type: 'normal',
      application: { id: world.application.id, flags: applicationFlags(core.enabledIntents) },
      shard: d.shard ?? [0, 1],
      user_settings: {},
      relationships: [],
      private_channels: [],
      presences: [],
      _trace: [],
    });
    if ((intents & INTENT.guilds) !== 0)
      emit(session, 'GUILD_CREATE', guildCreateOnWire(world, (intents & INTENT.members) !== 0));
    core.changed();
    return session;
  }

  function resume(ws: WebSocket, d: Record<string, unknown>): Session | undefined {
    if (!tokenIsRight(d.token)) return void ws.close(CLOSE.authenticationFailed, 'Authentication failed');
    const session = sessions.get(String(d.session_id));
    if (!session) return void send(ws, 9, false);
    const sequence = Number(d.seq);
    if (!(sequence <= session.sequence)) return void ws.close(CLOSE.invalidSequence, 'Invalid seq');
    session.socket = ws;
    replay(session, sequence);
    emit(session, 'RESUMED', { _trace: [] });
    core.changed();
    return session;
  }

  /** Bots that were killed leave sessions behind that nobody resumes. */
  function forgetOldest(): void {
    const away = [...sessions.values()].filter((session) => !session.socket);
    for (const session of away.slice(0, -KEPT_SESSIONS)) sessions.delete(session.id);
  }

  function tokenIsRight(token: unknown): boolean {
    return token === core.world.token.value && !core.world.token.revoked;
  }

  function sendMembers(session: Session, d: Record<string, unknown>): void {
    const wanted = Array.isArray(d.user_ids)
      ? d.user_ids
      : typeof d.user_ids === 'string'
        ? [d.user_ids]
        : undefined;
    // The whole list needs GUILD_MEMBERS; without it the request stays unanswered, as it does at Discord.
    if (!wanted && d.query === '' && (session.intents & INTENT.members) === 0) return;
    const { world } = core;
    const people = [...world.people.values()].filter((person) =>
      wanted ? wanted.includes(person.id) : person.name.startsWith(String(d.query ?? '')),
    );
    emit(session, 'GUILD_MEMBERS_CHUNK', {
      guild_id: world.guild.id,
      members: people.map((person) => ({
        ...memberOnWire(person, world.guild.createdAt),
        user: userOnWire(person),
      })),
      chunk_index: 0,
      chunk_count: 1,
      not_found: [],
      ...(d.nonce ? { nonce: d.nonce } : {}),
    });
  }

  const open = () => [...sessions.values()].filter((session) => session.socket);

  return {
    dispatch(event) {
      const channel = event.channelId ? core.world.channels.get(event.channelId) : undefined;
      const hidden = channel && event.event.startsWith('MESSAGE') && accessTo(core.world, channel) === 'none';
      if (hidden) return;
      for (const session of sessions.values()) emitWanted(session, event, channel?.kind === 'dm');
    },
    drop(kind) {
      for (const session of open()) {
        const socket = session.socket;
        if (kind === 'invalid-session') {
          sessions.delete(session.id);
          if (socket) send(socket, 9, false);
        } else if (kind === 'reconnect') {
          if (socket) send(socket, 7);
        } else {
          session.socket = null;
          if (kind === 'terminate') socket?.terminate();
          else socket?.close(core.world.token.revoked ? CLOSE.authenticationFailed : CLOSE.unknownError);
        }
      }
      core.changed();
    },
    connected: () => open().length,
    close() {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
    },
  };
}

function send(ws: WebSocket, op: number, d: unknown = null): void {
  ws.send(JSON.stringify({ op, d, s: null, t: null }));
}

function decode(raw: string): Frame | undefined {
  try {
    const frame = JSON.parse(raw);
    return typeof frame?.op === 'number' ? frame : undefined;
  } catch {
    return undefined;
  }
}
