/** What stands in a form while it is filled in, by field: words, or the values that were chosen. */
export type Filled = Map<string, string | string[]>;

/** What a field shows before it was touched, and what it must hold. */
export interface Need {
  name: string;
  required: boolean;
  least: number;
  many: boolean;
}

/** Why a form cannot be sent yet, by field: what both platforms say before they ask the app. */
export function missing(needs: readonly Need[], filled: Filled, say: string): Record<string, string> {
  return Object.fromEntries(
    needs.flatMap(({ name, required, least }): [string, string][] => {
      const value = filled.get(name) ?? '';
      if (value.length === 0) return required ? [[name, say]] : [];
      if (typeof value === 'string' && value.length < least)
        return [[name, `Please write at least ${least} characters.`]];
      return [];
    }),
  );
}

/** What is sent of a form: choices of which none was made are left out unless they are a list. */
export function sent(needs: readonly Need[], filled: Filled): Record<string, string | string[]> {
  return Object.fromEntries(
    needs.flatMap(({ name, many }): [string, string | string[]][] => {
      const value = filled.get(name);
      if (value === undefined) return many ? [[name, []]] : [];
      return [[name, value]];
    }),
  );
}

/** Moves the focus to a field of the open form. */
export function focusField(name: string): void {
  const field = document.querySelector(`dialog [data-field="${CSS.escape(name)}"]`);
  field?.querySelector<HTMLElement>('input, textarea, button')?.focus();
}
