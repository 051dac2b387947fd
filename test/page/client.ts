import { request } from 'node:http';
import type { Act, Answer, View } from '../../sandbox/page/view.ts';

export interface Heard {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

/** One request, with whatever headers it is told to have: `fetch` does not let anybody forge `Host`. */
export function ask(
  url: string,
  method = 'GET',
  { headers = {}, body }: { headers?: Record<string, string>; body?: string } = {},
): Promise<Heard> {
  return new Promise((done, failed) => {
    const sent = request(url, { method, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => done({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    sent.on('error', failed);
    sent.end(body);
  });
}

/** What a script sees and does. */
export function script(url: string) {
  return {
    async state(): Promise<View> {
      return JSON.parse((await ask(`${url}/api/state`)).text);
    },
    async act(act: Act): Promise<Answer> {
      const headers = { 'content-type': 'application/json' };
      const { status, text } = await ask(`${url}/api/act`, 'POST', { headers, body: JSON.stringify(act) });
      if (status !== 200) throw new Error(`${status}: ${text}`);
      return JSON.parse(text);
    },
  };
}

/** Follows `/api/events`; `revisions` are those that were told of so far. */
export async function follow(url: string): Promise<{ revisions: number[]; stop(): Promise<void> }> {
  const stopped = new AbortController();
  const { body } = await fetch(`${url}/api/events`, { signal: stopped.signal });
  const revisions: number[] = [];
  const reading = (async () => {
    let text = '';
    for await (const chunk of body!.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      const events = text.split('\n\n');
      text = events.pop()!;
      for (const event of events) {
        const revision = /^event: changed\ndata: (\d+)$/m.exec(event)?.[1];
        if (revision) revisions.push(Number(revision));
      }
    }
  })().catch(() => undefined);
  return {
    revisions,
    async stop() {
      stopped.abort();
      await reading;
    },
  };
}
