/** Socket Mode (apis/events-api/using-socket-mode): connections, envelopes and acknowledgements. */

import { randomBytes } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { limits } from './limits.ts';
import { SlackRefusal } from './refuse.ts';
import { isObject, type Json } from './schema.ts';

export interface Sockets {
  /** A fresh address, good for one connection. */
  url(): string;
  /** How many connections are open. */
  count(): number;
  /** Sends an envelope over one connection; `onAck` gets the payload of the acknowledgement. False when none is open. */
  send(envelope: Json & { envelope_id: string }, onAck: (payload: unknown) => void): boolean;
  forget(envelopeId: string): void;
  /** Cuts every connection; with a reason, says so first and leaves the closing to the app. */
  drop(reason?: 'warning' | 'refresh_requested' | 'link_disabled'): void;
  close(): void;
}

/** Attaches Socket Mode to a server. `address` is where it listens (`ws://…`). */
export function createSockets(server: Server, appId: string, address: () => string): Sockets {
  const wss = new WebSocketServer({ noServer: true });
  const tickets = new Set<string>();
  const open = new Set<WebSocket>();
  const waiting = new Map<string, (payload: unknown) => void>();
  let turn = 0;

  function greet(socket: WebSocket) {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => socket.terminate());
    socket.on('message', (data) => {
      let message: unknown;
      try {
        message = JSON.parse(data.toString());
      } catch {
        return;
      }
      if (!isObject(message) || typeof message.envelope_id !== 'string') return;
      waiting.get(message.envelope_id)?.(message.payload);
      waiting.delete(message.envelope_id);
    });
    const debug_info = { host: 'sandbox', build_number: 1, approximate_connection_time: 18_060 };
    const hello = {
      type: 'hello',
      num_connections: open.size,
      debug_info,
      connection_info: { app_id: appId },
    };
    socket.send(JSON.stringify(hello));
  }

  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    const ticket = new URL(request.url ?? '/', 'http://localhost').searchParams.get('ticket') ?? '';
    if (!tickets.delete(ticket)) return stream.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
    return wss.handleUpgrade(request, stream, head, greet);
  });

  // The SDK closes a connection on which pings once came and then stopped for thirty seconds.
  const pings = setInterval(() => {
    for (const socket of open) socket.ping('Ping from sandbox');
  }, 10_000);
  pings.unref();

  return {
    url() {
      if (open.size >= limits.sockets) throw new SlackRefusal('too_many_websocket_connections');
      const ticket = randomBytes(12).toString('hex');
      tickets.add(ticket);
      return `${address()}/link/?ticket=${ticket}&app_id=${appId}`;
    },
    count: () => open.size,
    send(envelope, onAck) {
      const ready = [...open].filter((socket) => socket.readyState === socket.OPEN);
      turn += 1;
      const socket = ready[turn % ready.length];
      if (!socket) return false;
      waiting.set(envelope.envelope_id, onAck);
      socket.send(JSON.stringify(envelope));
      return true;
    },
    forget: (envelopeId) => void waiting.delete(envelopeId),
    drop(reason) {
      const farewell = JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'sandbox' } });
      for (const socket of open) {
        if (reason) socket.send(farewell);
        else socket.terminate();
      }
    },
    close() {
      clearInterval(pings);
      for (const socket of open) socket.terminate();
      wss.close();
    },
  };
}
