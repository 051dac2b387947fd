/**
 * Lookout as the kill tests run it: a process that has loaded everything, in which lives of the bot begin one after the other, each
 * with a clock as far from the machine's as its parent says. A life is struck down as by `kill -9` without the process: its
 * connections break at once, none opens again, and nobody hears of it any more.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { Server, Socket } from 'node:net';
import { createLog, secretsIn } from '../../src/log.ts';
import { type Service, start } from '../../src/main.ts';
import type { Heard, Order } from './engine/life.ts';

/** What there is of a life outside its memory. */
interface Body {
  struck: boolean;
  sockets: Set<Socket>;
  servers: Set<Server>;
  /** Once it is up. */
  service?: Service;
}

const lives = new Map<number, Body>();
/** Whatever a life does, and all that comes of it later, happens within its body. */
const body = new AsyncLocalStorage<Body>();
const tell = (heard: Heard) => void process.send?.(heard);

const { connect } = Socket.prototype;
Socket.prototype.connect = function (this: Socket, ...to: Parameters<typeof connect>) {
  const own = body.getStore();
  // Nobody ever answers the dead. Told at once, some would ask again without a pause.
  if (own?.struck) return this;
  own?.sockets.add(this);
  this.once('close', () => own?.sockets.delete(this));
  return connect.apply(this, to);
} as typeof connect;

const { listen } = Server.prototype;
Server.prototype.listen = function (this: Server, ...at: Parameters<typeof listen>) {
  body.getStore()?.servers.add(this);
  return listen.apply(this, at);
} as typeof listen;

// What the dead leave unhandled is nobody's; of the living it ends the process, as always.
for (const fault of ['unhandledRejection', 'uncaughtException'] as const)
  process.on(fault, (error: unknown) => {
    if (body.getStore()?.struck) return;
    console.error(error);
    process.exit(1);
  });

async function begin({ life, env, offset }: Extract<Order, { order: 'begin' }>): Promise<void> {
  const own: Body = { struck: false, sockets: new Set(), servers: new Set() };
  lives.set(life, own);
  const say = (heard: Heard) => own.struck || tell(heard);
  const level = env.LOOKOUT_LOG_LEVEL ?? 'info';
  const log = createLog(level, secretsIn(env), { write: (line) => void say({ life, line: line.trimEnd() }) });
  const service = await body.run(own, () =>
    start(env, { now: () => new Date(Date.now() + offset), log }).catch((error: Error) => {
      say({ life, failed: error.stack ?? String(error) });
      return undefined;
    }),
  );
  if (!service) return;
  own.service = service;
  if (own.struck) bury(own);
  say({ life, up: true });
}

/** Ends what still turns in the memory of a life that was struck. */
function bury(own: Body): void {
  void body.run(own, () => own.service?.stop().catch(() => undefined));
}

function strike(life: number): void {
  const own = lives.get(life)!;
  lives.delete(life);
  own.struck = true;
  for (const socket of own.sockets) socket.destroy();
  for (const server of own.servers) server.close();
  bury(own);
  tell({ life, struck: true });
}

process.on('message', (order: Order) => {
  if (order.order === 'begin') void begin(order);
  else strike(order.life);
});
// Without its parent there is nobody left to kill it.
process.once('disconnect', () => process.exit());
tell({ ready: true });
