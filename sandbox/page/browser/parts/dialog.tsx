import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** A modal dialog over the page: the browser keeps the focus inside, and gives it back at the end. Escape asks to close. */
export function Dialog(props: {
  class: string;
  titleId: string;
  onClose: () => void;
  children: ComponentChildren;
}) {
  const ref = useRef<HTMLDialogElement>(null);
  const gone = useRef(false);
  useLayoutEffect(() => {
    const dialog = ref.current;
    const before = document.activeElement;
    dialog?.showModal();
    // A form begins at its first field, not at the cross in its corner.
    dialog?.querySelector<HTMLElement>('.input :is(input, textarea, .picker > button)')?.focus();
    return () => {
      gone.current = true;
      dialog?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={ref}
      class={props.class}
      aria-labelledby={props.titleId}
      onCancel={(event) => {
        event.preventDefault();
        props.onClose();
      }}
      // A second Escape in a row closes it whether or not the page agrees: browsers let no page hold its reader.
      onClose={() => !gone.current && props.onClose()}
    >
      {props.children}
    </dialog>
  );
}
