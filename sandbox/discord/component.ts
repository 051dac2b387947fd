/** A message or modal component as it travels (components/reference). Which fields count depends on `type`. */
export interface Component {
  type: number;
  id?: number;
  custom_id?: string;
  style?: number;
  label?: string;
  description?: string;
  url?: string;
  sku_id?: string;
  disabled?: boolean;
  emoji?: { id?: string | null; name?: string | null };
  content?: string;
  placeholder?: string;
  options?: SelectOption[];
  channel_types?: number[];
  default_values?: { id: string; type: string }[];
  min_values?: number;
  max_values?: number;
  required?: boolean;
  min_length?: number;
  max_length?: number;
  value?: string;
  /** Single child of a label. */
  component?: Component;
  /** Button or thumbnail beside a section. */
  accessory?: Component;
  components?: Component[];
  items?: { media: { url: string }; description?: string }[];
  media?: { url: string };
  file?: { url: string };
  accent_color?: number | null;
  divider?: boolean;
  spacing?: number;
  spoiler?: boolean;
}

export interface SelectOption {
  label: string;
  value: string;
  description?: string;
  emoji?: { id?: string | null; name?: string | null };
  default?: boolean;
}

export const TYPE = {
  row: 1,
  button: 2,
  stringSelect: 3,
  textInput: 4,
  userSelect: 5,
  roleSelect: 6,
  mentionableSelect: 7,
  channelSelect: 8,
  section: 9,
  text: 10,
  thumbnail: 11,
  gallery: 12,
  file: 13,
  separator: 14,
  container: 17,
  label: 18,
  upload: 19,
  radioGroup: 21,
  checkboxGroup: 22,
  checkbox: 23,
} as const;

export const SELECTS: readonly number[] = [3, 5, 6, 7, 8];

/** The components directly inside this one: children, a label's child, a section's accessory. */
export function childrenOf(component: Component): Component[] {
  const { components, component: single, accessory } = component;
  // What comes from outside may hold anything; whatever is no object is no component.
  return [...(Array.isArray(components) ? components : []), single, accessory].filter(
    (child) => child !== null && typeof child === 'object',
  );
}

/** All components of a tree, parents before their children, in the order they are drawn. */
export function flatten(components: readonly Component[]): Component[] {
  return components.flatMap((component) => [component, ...flatten(childrenOf(component))]);
}

/**
 * A copy in which every component has its own id: those left out (or 0) are numbered from 1 in order, passing over ids
 * that are taken (components/reference, "Anatomy of a Component").
 */
export function numberComponents(components: readonly Component[]): Component[] {
  const copy = structuredClone(components) as Component[];
  const all = flatten(copy);
  const taken = new Set(all.map((component) => component.id).filter(Boolean));
  let next = 1;
  for (const component of all) {
    if (component.id) continue;
    while (taken.has(next)) next += 1;
    component.id = next;
    taken.add(next);
  }
  return copy;
}
