import { useEffect, useState } from 'preact/hooks';
import type { View } from '../view.ts';

export interface Live {
  /** Undefined until the first answer has come. */
  view: View | undefined;
  /** False while the server does not answer. */
  connected: boolean;
}

/** What stands on the two servers, kept up to date over server-sent events. */
export function useLive(): Live {
  const [live, setLive] = useState<Live>({ view: undefined, connected: true });
  useEffect(
    () =>
      follow(
        (view) => setLive({ view, connected: true }),
        () => setLive(({ view }) => ({ view, connected: false })),
      ),
    [],
  );
  return live;
}

/** Tells every new state until stopped. Changes that come while one is being fetched become one more fetch. */
function follow(tell: (view: View) => void, lost: () => void): () => void {
  const events = new EventSource('/api/events');
  let revision = -1;
  let fetching = false;
  let again = false;
  async function look(): Promise<void> {
    if (fetching) {
      again = true;
      return;
    }
    fetching = true;
    try {
      do {
        again = false;
        const view = (await (await fetch('/api/state')).json()) as View;
        if (view.revision !== revision) tell(view);
        revision = view.revision;
      } while (again);
    } catch {
      revision = -1;
      lost();
    }
    fetching = false;
  }
  events.addEventListener('changed', () => void look());
  // After a lost connection the browser opens a new one by itself; what happened between is fetched then.
  events.addEventListener('open', () => void look());
  events.addEventListener('error', () => {
    revision = -1;
    lost();
  });
  void look();
  return () => events.close();
}
