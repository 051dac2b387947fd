import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

/** A button that stands still from the press until the act is acknowledged. It keeps the focus, so it is never `disabled`. */
export function Press(props: {
  class?: string;
  off?: boolean;
  label?: string;
  onPress: () => Promise<unknown> | undefined;
  children: ComponentChildren;
}) {
  const { off = false, label, onPress, children } = props;
  const [waiting, setWaiting] = useState(false);
  async function press(): Promise<void> {
    if (off || waiting) return;
    setWaiting(true);
    await onPress();
    setWaiting(false);
  }
  return (
    <button
      type="button"
      class={`${props.class ?? ''}${waiting ? ' waiting' : ''}`}
      aria-disabled={off || waiting}
      aria-busy={waiting}
      aria-label={label}
      onClick={() => void press()}
    >
      {children}
    </button>
  );
}
