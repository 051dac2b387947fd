import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** How near the end counts as the end, in pixels. */
const near = 40;

/**
 * Keeps a list of messages where its reader is: at the end it follows what is new, elsewhere it stays. A list that opens
 * starts at what was not seen yet (`from`, an entry's `data-id`), else at the end.
 */
export function useStick(
  key: string,
  last: string | undefined,
  from: string | undefined,
): { ref: RefObject<HTMLDivElement | null>; below: boolean; onScroll: () => void; toEnd: () => void } {
  const ref = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const [below, setBelow] = useState(false);
  const opened = useRef({ key: '', last });

  function onScroll(): void {
    const box = ref.current;
    if (!box) return;
    atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < near;
    if (atEnd.current) setBelow(false);
  }

  function toEnd(): void {
    atEnd.current = true;
    setBelow(false);
    if (ref.current) ref.current.scrollTop = ref.current.scrollHeight;
  }

  useLayoutEffect(() => {
    const box = ref.current;
    if (!box) return;
    if (opened.current.key !== key) {
      const first =
        from === undefined ? null : box.querySelector<HTMLElement>(`[data-id="${CSS.escape(from)}"]`);
      box.scrollTop = first ? first.offsetTop - 44 : box.scrollHeight;
      setBelow(false);
      onScroll();
    } else if (atEnd.current) box.scrollTop = box.scrollHeight;
    else if (opened.current.last !== last) setBelow(true);
    opened.current = { key, last };
  });
  return { ref, below, onScroll, toEnd };
}
