import { isObject } from '../../../slack/schema.ts';
import { Dialog } from './dialog.tsx';

/** Slack's SDK sends a form, in which blocks and metadata are JSON as text: shown as what they are. */
function unpacked(raw: unknown): unknown {
  if (!isObject(raw)) return raw;
  return Object.fromEntries(
    Object.entries(raw).map(([name, value]) => {
      try {
        return [name, typeof value === 'string' && /^[[{]/.test(value) ? JSON.parse(value) : value];
      } catch {
        return [name, value];
      }
    }),
  );
}

/** The payload of a message as the server received it. */
export function Payload(props: { raw: unknown; onClose: () => void }) {
  const { raw, onClose } = props;
  return (
    <Dialog class="payload" titleId="payload-title" onClose={onClose}>
      <header>
        <h2 id="payload-title">Payload, as the server received it</h2>
        <button type="button" class="close" aria-label="Close" onClick={onClose}>
          ✕
        </button>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long payload is scrolled with the keyboard */}
      <pre tabIndex={0}>{JSON.stringify(unpacked(raw), null, 2) ?? 'This message has no payload.'}</pre>
    </Dialog>
  );
}
