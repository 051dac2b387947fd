import { useEffect, useRef, useState } from 'preact/hooks';
import type { Side, View } from '../view.ts';
import { Drawer } from './behind/drawer.tsx';
import { DiscordSide } from './discord/side.tsx';
import { useLive } from './live.ts';
import { recall, remember } from './memory.ts';
import { newsBetween } from './news.ts';
import { Payload } from './parts/payload.tsx';
import { People } from './people.tsx';
import { SlackSide } from './slack/side.tsx';
import { useTheme } from './theme.ts';
import { dateAndTime } from './times.ts';

/** The whole page: both sides of the sandbox, and whom one acts as. */
export function Page() {
  const { view, connected } = useLive();
  const [acting, setActing] = useState(() => recall('person'));
  const [shown, setShown] = useState<Side>(() => (recall('side') === 'discord' ? 'discord' : 'slack'));
  const [behind, setBehind] = useState(false);
  const [payload, setPayload] = useState<{ raw: unknown }>();
  const [dark, toggleTheme] = useTheme();
  const person = view?.people.find(({ id }) => id === acting) ?? view?.people[0];
  const news = useNews(view, person);

  if (!view || !person)
    return (
      <main class="waiting-page">
        <h1>Sandbox</h1>
        <p role="status">{connected ? 'Connecting to the two servers …' : 'The sandbox does not answer.'}</p>
      </main>
    );

  function show(side: Side): void {
    setShown(side);
    remember('side', side);
  }
  function actAs(id: string): void {
    setActing(id);
    remember('person', id);
  }
  const showPayload = (raw: unknown) => setPayload({ raw });

  return (
    <div class={`page shows-${shown}${behind ? ' with-behind' : ''}`}>
      <header class="bar">
        <h1>
          <img src="/favicon.svg" alt="" width="22" height="22" />
          Sandbox
        </h1>
        <fieldset class="tabs">
          <legend class="unseen">Platform to show</legend>
          {(['slack', 'discord'] as const).map((side) => (
            <button key={side} type="button" aria-pressed={shown === side} onClick={() => show(side)}>
              {side === 'slack' ? 'Slack' : 'Discord'}
            </button>
          ))}
        </fieldset>
        <p class="bar-clock">
          <span class="unseen">The sandbox's clock: </span>
          <time dateTime={view.clock}>{dateAndTime(new Date(view.clock))}</time>
        </p>
        {!connected && <p class="offline">No connection</p>}
        <div class="bar-end">
          <button
            type="button"
            class="bar-button"
            aria-label="Behind the scenes"
            aria-expanded={behind}
            onClick={() => setBehind(!behind)}
          >
            <span aria-hidden="true">⚙</span> <span class="long">Behind the scenes</span>
          </button>
          <button
            type="button"
            class="bar-button"
            aria-label={dark ? 'Use the light theme' : 'Use the dark theme'}
            onClick={toggleTheme}
          >
            <span aria-hidden="true">{dark ? '☀' : '☾'}</span>
          </button>
          <People people={view.people} acting={person} onPick={actAs} />
        </div>
      </header>
      <main class="sides">
        <SlackSide view={view} person={person} showPayload={showPayload} />
        <DiscordSide view={view} person={person} showPayload={showPayload} />
      </main>
      {behind && <Drawer view={view} onClose={() => setBehind(false)} />}
      {payload && <Payload raw={payload.raw} onClose={() => setPayload(undefined)} />}
      <p class="unseen" role="status">
        {news}
      </p>
    </div>
  );
}

/** What to say of the latest change. */
function useNews(view: View | undefined, person: View['people'][number] | undefined): string {
  const before = useRef<View>(undefined);
  const [news, setNews] = useState('');
  useEffect(() => {
    const said = before.current && view && person ? newsBetween(before.current, view, person) : '';
    if (said) setNews(said);
    before.current = view;
  }, [view, person]);
  return news;
}
