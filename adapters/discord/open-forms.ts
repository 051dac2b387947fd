import type { Form } from '../../src/chat/form.ts';

/** How long a form is kept: as long as a person may take over it. */
const FORMS_KEPT_MS = 60 * 60_000;
/** Forms kept at once; beyond it the oldest go first. */
const MOST = 1_000;

/**
 * Forms that people have open or may open again, each for one person's eyes. In memory only: what a restart loses here, the
 * person still reads in the whisper that told them what to mend.
 */
export interface OpenForms {
  put(person: string, name: string, form: Form): void;
  get(person: string, name: string): Form | undefined;
}

export function createOpenForms(now: () => number = Date.now): OpenForms {
  const kept = new Map<string, { form: Form; at: number }>();
  const keyOf = (person: string, name: string) => `${person}/${name}`;
  return {
    put(person, name, form) {
      const key = keyOf(person, name);
      // Put last, so that the first is always the oldest.
      kept.delete(key);
      kept.set(key, { form, at: now() });
      for (const [old, { at }] of kept) {
        if (kept.size <= MOST && now() - at <= FORMS_KEPT_MS) break;
        kept.delete(old);
      }
    },
    get(person, name) {
      const found = kept.get(keyOf(person, name));
      return found && now() - found.at <= FORMS_KEPT_MS ? found.form : undefined;
    },
  };
}
