import { useId, useState } from 'preact/hooks';
import type { FeedView } from '../../view.ts';
import { Press } from '../parts/press.tsx';
import { Told, useDeed } from './deed.tsx';

const ways = [
  ['error', 'Server error'],
  ['page', 'A web page'],
  ['cut', 'Cut short'],
  ['silence', 'Silence'],
] as const;

/** The feeds that the app reads: give one an article, break it, mend it. */
export function Feeds({ feeds }: { feeds: readonly FeedView[] }) {
  const id = useId();
  const deed = useDeed();
  const [path, setPath] = useState('');
  const [title, setTitle] = useState('');
  const [summary, setSummary] = useState('');
  const feed = feeds.find((one) => one.path === path) ?? feeds[0];
  if (!feed) return null;

  async function publish(path: string): Promise<void> {
    const done = await deed.perform(
      { do: 'publish', path, title: title.trim(), summary: summary.trim() },
      'Published. The app sees it the next time it looks at this feed.',
    );
    if (!done) return;
    setTitle('');
    setSummary('');
  }

  return (
    <section aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>Feeds</h3>
      <label for={`${id}-feed`}>Feed</label>
      <select id={`${id}-feed`} value={feed.path} onChange={(event) => setPath(event.currentTarget.value)}>
        {feeds.map((one) => (
          <option key={one.path} value={one.path}>
            {`${one.broken === null ? '' : '⚠ '}${one.title} (${one.articles})`}
          </option>
        ))}
      </select>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (title.trim()) void publish(feed.path);
        }}
      >
        <label for={`${id}-words`}>Title of a new article</label>
        <input
          id={`${id}-words`}
          value={title}
          required={true}
          autocomplete="off"
          onInput={(event) => setTitle(event.currentTarget.value)}
        />
        <label for={`${id}-summary`}>Summary</label>
        <textarea
          id={`${id}-summary`}
          rows={2}
          value={summary}
          onInput={(event) => setSummary(event.currentTarget.value)}
        />
        <button type="submit" class="strong">
          Publish
        </button>
      </form>
      {feed.broken === null ? (
        <>
          <p class="label">Break this feed</p>
          <div class="buttons">
            {ways.map(([how, label]) => (
              <Press
                key={how}
                onPress={() =>
                  deed.perform({ do: 'break', path: feed.path, how }, `Broken: ${label.toLowerCase()}.`)
                }
              >
                {label}
              </Press>
            ))}
          </div>
        </>
      ) : (
        <p class="broken">
          Broken: {feed.broken}{' '}
          <Press onPress={() => deed.perform({ do: 'mend', path: feed.path }, 'Repaired.')}>Repair</Press>
        </p>
      )}
      <Told {...deed} />
    </section>
  );
}
