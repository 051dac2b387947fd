import type { ServerResponse } from 'node:http';

export interface Events {
  /** Keeps this answer open and tells it of every change. */
  follow(response: ServerResponse, headers: Readonly<Record<string, string>>): void;
  changed(): void;
  readonly revision: number;
  close(): void;
}

/** A redraw of many messages is one change to look at. */
const gatherMs = 25;
const heartbeatMs = 15_000;

/** Server-sent events (HTML standard, section 9.2): `changed`, with the newest revision as data; one at once, for whoever was away. */
export function createEvents(): Events {
  const followers = new Set<ServerResponse>();
  let revision = 0;
  let gathering: NodeJS.Timeout | undefined;

  const line = () => `event: changed\ndata: ${revision}\n\n`;
  const tellAll = (text: string) => {
    // Who does not read (a tab that sleeps) hears the newest when it wakes; nothing is piled up for it.
    for (const follower of followers) if (!follower.writableNeedDrain) follower.write(text);
  };
  const heartbeat = setInterval(() => tellAll(':\n\n'), heartbeatMs);
  heartbeat.unref();

  return {
    get revision() {
      return revision;
    },
    changed() {
      revision += 1;
      gathering ??= setTimeout(() => {
        gathering = undefined;
        tellAll(line());
      }, gatherMs);
    },
    follow(response, headers) {
      response.writeHead(200, { ...headers, 'content-type': 'text/event-stream; charset=utf-8' });
      response.write(`retry: 1000\n${line()}`);
      followers.add(response);
      response.once('close', () => followers.delete(response));
      // A follower that slept through a change is told when it takes data again.
      response.on('drain', () => response.write(line()));
    },
    close() {
      clearInterval(heartbeat);
      clearTimeout(gathering);
      for (const follower of followers) follower.end();
    },
  };
}
