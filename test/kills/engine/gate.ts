import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Where an answer of the feed server stops: before its first byte, or in its middle. */
export type Hold = 'unanswered' | 'half answered';

/** A door before the feed server at which an answer can be held up. */
export interface Gate {
  /** Without a slash behind it. */
  url: string;
  /** From now on answers stop there; undefined lets all pass. */
  hold(how: Hold | undefined): void;
  /** How many requests have come to this point since `hold` was called last; let pass, those that were answered. */
  stopped(): number;
  close(): Promise<void>;
}

/** Opens a gate, on loopback, to the server at `to`. */
export async function openGate(to: string): Promise<Gate> {
  let how: Hold | undefined;
  let count = 0;
  const arrived = () => {
    count += 1;
  };
  const server = createServer((asked, answer) => {
    if (how === 'unanswered') {
      count += 1;
      return;
    }
    const passed = request(`${to}${asked.url}`, { headers: asked.headers }, async (given) => {
      const body = Buffer.concat(await given.toArray());
      answer.writeHead(given.statusCode!, given.headers);
      if (how === 'half answered' && body.length > 0) {
        answer.write(body.subarray(0, body.length / 2), arrived);
        return;
      }
      answer.end(body, arrived);
    });
    passed.on('error', () => answer.destroy()).end();
  });
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hold(next) {
      how = next;
      count = 0;
    },
    stopped: () => count,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
