import { useRef, useState } from 'preact/hooks';
import { flatten } from '../../../discord/component.ts';
import type { DiscordForm } from '../../view.ts';
import { perform } from '../act.ts';
import { Dialog } from '../parts/dialog.tsx';
import { type Filled, focusField, missing, sent } from '../parts/fields.ts';
import { useHands } from '../parts/hands.ts';
import { Press } from '../parts/press.tsx';
import { Field, needOf, startOf } from './fields.tsx';

/** The modal in front of the person. */
export function Modal({ form }: { form: DiscordForm }) {
  const { person, act } = useHands();
  const inputs = flatten(form.components).filter(({ custom_id: id }) => id !== undefined);
  const filled = useRef<Filled>(new Map());
  const [own, setOwn] = useState<Record<string, string>>({});
  const [why, setWhy] = useState<string>();
  for (const input of inputs) {
    const start = startOf(input);
    if (!filled.current.has(String(input.custom_id)) && start !== undefined)
      filled.current.set(String(input.custom_id), start);
  }
  const needs = inputs.map(needOf);
  const where = { on: 'discord', person: person.id, form: form.handle } as const;

  async function submit(): Promise<void> {
    const wrong = missing(needs, filled.current, 'This field is required.');
    setOwn(wrong);
    const [first] = Object.keys(wrong);
    setWhy(undefined);
    if (first !== undefined) return focusField(first);
    setWhy(await perform({ do: 'submit', ...where, fields: sent(needs, filled.current) }));
  }
  const close = () => void act({ do: 'dismiss', ...where });

  return (
    <Dialog class="discord-modal" titleId="discord-modal-title" onClose={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <header>
          <h2 id="discord-modal-title">{form.title}</h2>
          <button type="button" class="close" aria-label="Close" onClick={close}>
            ✕
          </button>
        </header>
        <div class="fields">
          <p class="trouble" role="alert">
            {why}
          </p>
          {form.components.map((part, at) => (
            <Field key={part.id ?? at} part={part} filled={filled.current} errors={own} />
          ))}
        </div>
        <footer>
          <button type="button" class="button secondary" onClick={close}>
            Cancel
          </button>
          <Press class="button primary" onPress={submit}>
            Submit
          </Press>
        </footer>
      </form>
    </Dialog>
  );
}
