import { isObject, type Json } from '../../../slack/schema.ts';
import { optionsOf } from '../../../slack/selection.ts';
import { useTouch } from '../parts/hands.ts';
import { isWebAddress } from '../parts/link.tsx';
import type { Choice } from '../parts/pick-list.tsx';
import { Picker } from '../parts/picker.tsx';
import { Press } from '../parts/press.tsx';
import { words } from './mrkdwn.tsx';

/** The options of a select or of boxes, also those in groups. */
export function choicesOf(element: Json): Choice[] {
  return optionsOf(element).map((option) => ({
    value: String(option.value),
    label: words(option.text),
    ...(option.description === undefined ? {} : { description: words(option.description) }),
  }));
}

/** What an element says is chosen from the start. */
export function initialOf(element: Json): string[] {
  const { initial_option: one, initial_options: several } = element;
  return [one, ...(Array.isArray(several) ? several : [])]
    .filter(isObject)
    .map((option) => String(option.value));
}

/** A button, menu or overflow of a message. What is not drawn yet says so, rather than looking as if it did something. */
export function Control(props: { element: Json; label?: string }) {
  const { element, label = '' } = props;
  const { can, press, choose } = useTouch();
  const id = String(element.action_id);
  const placeholder = words(element.placeholder);
  switch (element.type) {
    case 'button':
      return <Button element={element} off={!can} onPress={() => press(id)} />;
    case 'overflow':
      return (
        <Picker
          class="overflow"
          label="More actions"
          placeholder="⋯"
          fixed={true}
          choices={choicesOf(element)}
          chosen={[]}
          off={!can}
          onPick={(values) => choose(id, values)}
        />
      );
    case 'static_select':
    case 'multi_static_select':
    case 'checkboxes':
    case 'radio_buttons': {
      const many = element.type === 'multi_static_select' || element.type === 'checkboxes';
      return (
        <Picker
          class="select"
          label={label || placeholder || 'Choose'}
          placeholder={placeholder || (many ? 'Select options' : 'Select an option')}
          choices={choicesOf(element)}
          chosen={initialOf(element)}
          most={many ? Number(element.max_selected_items ?? 100) : 1}
          off={!can}
          onPick={(values) => choose(id, values)}
        />
      );
    }
    default:
      return <span class="unknown">{`[${String(element.type)}]`}</span>;
  }
}

function Button(props: { element: Json; off: boolean; onPress: () => Promise<boolean> }) {
  const { element, off, onPress } = props;
  const style = typeof element.style === 'string' ? ` ${element.style}` : '';
  const url = String(element.url ?? '');
  const label = typeof element.accessibility_label === 'string' ? element.accessibility_label : undefined;
  if (isWebAddress(url))
    return (
      <a
        class={`button${style}`}
        href={url}
        target="_blank"
        rel="noopener noreferrer"
        aria-label={label}
        // Slack reports the press of a link button too.
        onClick={() => void (!off && onPress())}
      >
        {words(element.text)}
      </a>
    );
  return (
    <Press class={`button${style}`} off={off} {...(label ? { label } : {})} onPress={onPress}>
      {words(element.text)}
    </Press>
  );
}
