import type { ComponentChildren } from 'preact';
import type { CommandView } from '../../view.ts';
import { Composer } from './composer.tsx';
import { useStick } from './stick.ts';

/** A head, a scrolled list of messages, and a field to write in: a channel or a thread. */
export function Pane(props: {
  class: string;
  /** Said of the list: `Messages in #radiotherapy on Slack`. */
  label: string;
  /** Which place this is: another one starts where its reader left it. */
  place: string;
  head: ComponentChildren;
  last: string | undefined;
  from: string | undefined;
  children: ComponentChildren;
  /** Why nobody can write here, in place of the field. */
  shut: string | undefined;
  /** What went wrong last, told here. */
  trouble: string | undefined;
  write: {
    label: string;
    draft: string;
    commands: readonly CommandView[];
    onSend: (text: string) => Promise<boolean>;
  };
}) {
  const { write, shut, trouble } = props;
  const { ref, below, onScroll, toEnd } = useStick(props.place, props.last, props.from);
  return (
    <div class={`pane ${props.class}`}>
      <header class="pane-head">{props.head}</header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: messages are scrolled with the keyboard */}
      <section class="scroll" ref={ref} onScroll={onScroll} tabIndex={0} aria-label={props.label}>
        <ol class="messages">{props.children}</ol>
      </section>
      {below && (
        <button type="button" class="below" onClick={toEnd}>
          New messages ↓
        </button>
      )}
      <div class="foot">
        <p class={trouble ? 'trouble' : 'trouble none'} role="alert">
          {trouble}
        </p>
        {shut ? (
          <p class="shut">{shut}</p>
        ) : (
          <Composer
            place={write.draft}
            label={write.label}
            commands={write.commands}
            onSend={async (text) => {
              const sent = await write.onSend(text);
              if (sent) toEnd();
              return sent;
            }}
          />
        )}
      </div>
    </div>
  );
}
