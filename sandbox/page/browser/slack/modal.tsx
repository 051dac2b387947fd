import { useRef, useState } from 'preact/hooks';
import { isObject, type Json } from '../../../slack/schema.ts';
import type { SlackForm } from '../../view.ts';
import { perform } from '../act.ts';
import { Dialog } from '../parts/dialog.tsx';
import { type Filled, focusField, missing, sent } from '../parts/fields.ts';
import { MessageContext, useHands } from '../parts/hands.ts';
import { Press } from '../parts/press.tsx';
import { Block } from './blocks.tsx';
import { Input, needOf, startOf } from './fields.tsx';
import { words } from './mrkdwn.tsx';

/** The modal in front of the person. What was typed stays while the app complains or redraws it. */
export function Modal({ form }: { form: SlackForm }) {
  const { person, act } = useHands();
  const blocks = Array.isArray(form.view.blocks) ? form.view.blocks.filter(isObject) : [];
  const inputs = blocks.filter((block) => block.type === 'input');
  const filled = useRef<Filled>(new Map());
  // What is missing before the app is asked, and why it could not be asked.
  const [own, setOwn] = useState<Record<string, string>>({});
  const [why, setWhy] = useState<string>();
  for (const block of inputs) {
    const name = String(block.block_id);
    const start = startOf(block);
    if (!filled.current.has(name) && start !== undefined) filled.current.set(name, start);
  }
  const needs = inputs.map(needOf);
  const where = { on: 'slack', person: person.id, form: form.id } as const;

  async function submit(): Promise<void> {
    const wanting = missing(needs, filled.current, 'Please complete this required field.');
    setOwn(wanting);
    setWhy(undefined);
    const [first] = Object.keys(wanting);
    if (first !== undefined) return focusField(first);
    setWhy(await perform({ do: 'submit', ...where, fields: sent(needs, filled.current) }));
  }
  const close = () => void act({ do: 'dismiss', ...where });

  return (
    <Dialog class="slack-modal" titleId="slack-modal-title" onClose={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <header>
          <h2 id="slack-modal-title">{words(form.view.title)}</h2>
          <button type="button" class="close" aria-label="Close" onClick={close}>
            ✕
          </button>
        </header>
        <div class="fields">
          <p class="trouble" role="alert">
            {why}
          </p>
          <MessageContext.Provider value={{ channel: 'form', id: form.id }}>
            {blocks.map((block, at) => (
              <Part
                key={String(block.block_id ?? at)}
                block={block}
                filled={filled.current}
                error={own[String(block.block_id)] ?? form.errors[String(block.block_id)]}
              />
            ))}
          </MessageContext.Provider>
        </div>
        <footer>
          <button type="button" class="button" onClick={close}>
            {words(form.view.close) || 'Close'}
          </button>
          {form.view.submit !== undefined && (
            <Press class="button primary" onPress={submit}>
              {words(form.view.submit)}
            </Press>
          )}
        </footer>
      </form>
    </Dialog>
  );
}

function Part(props: { block: Json; filled: Filled; error: string | undefined }) {
  const { block, filled, error } = props;
  return block.type === 'input' ? (
    <Input block={block} filled={filled} error={error} />
  ) : (
    <Block block={block} />
  );
}
