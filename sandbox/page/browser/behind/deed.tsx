import { useState } from 'preact/hooks';
import type { Act } from '../../view.ts';
import { perform } from '../act.ts';

/** Performs acts behind the scenes, and keeps what to say of the last one: why not, or that it is done. */
export function useDeed(): {
  told: string;
  failed: boolean;
  waiting: boolean;
  perform: (act: Act, done: string) => Promise<boolean>;
} {
  const [state, setState] = useState({ told: '', failed: false, waiting: false });
  return {
    ...state,
    async perform(act, done) {
      setState({ told: '', failed: false, waiting: true });
      const why = await perform(act);
      setState({ told: why ?? done, failed: why !== undefined, waiting: false });
      return why === undefined;
    },
  };
}

/** The line that says how it went. */
export function Told(props: { told: string; failed: boolean; waiting: boolean }) {
  const { told, failed, waiting } = props;
  return (
    <p class={failed ? 'told failed' : 'told'} role="status">
      {waiting ? 'Working …' : told}
    </p>
  );
}
