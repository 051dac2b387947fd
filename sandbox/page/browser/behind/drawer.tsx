import { useEffect, useRef } from 'preact/hooks';
import type { View } from '../../view.ts';
import { Clock } from './clock.tsx';
import { Faults } from './faults.tsx';
import { Feeds } from './feeds.tsx';

/** What people on Slack and Discord do not see: the feeds, the clock, faults, and how often each thing happened. */
export function Drawer(props: { view: View; onClose: () => void }) {
  const { view, onClose } = props;
  const { counts } = view;
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    title.current?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <aside
      class="behind"
      aria-labelledby="behind-title"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose();
      }}
    >
      <header>
        <h2 id="behind-title" tabIndex={-1} ref={title}>
          Behind the scenes
        </h2>
        <button type="button" class="close" aria-label="Close behind the scenes" onClick={onClose}>
          ✕
        </button>
      </header>
      <div class="behind-body">
        <Clock now={new Date(view.clock)} />
        <Feeds feeds={view.feeds} />
        <Faults waiting={view.faults} />
        <section aria-labelledby="counts-title">
          <h3 id="counts-title">What has happened so far</h3>
          <dl class="counts">
            {(
              [
                ['posts', counts.posts, 'accepted by the servers'],
                ['edits', counts.edits, 'of posted messages'],
                ['refused', counts.refused, 'by a fault or a limit'],
                ['lost', counts.lost, 'accepted, but the answer was lost'],
              ] as const
            ).map(([name, count, about]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>
                  <b>{count}</b> <small>{about}</small>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </aside>
  );
}
