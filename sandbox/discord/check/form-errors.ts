import { ApiRefusal } from '../rest/refusal.ts';

/** Where in the body an error stands: field names and indexes, outermost first. */
export type Path = readonly (string | number)[];

/** Gathers the faults of one body, so that all come in one refusal, as Discord does it. */
export interface FormErrors {
  add(path: Path, code: string, message: string): void;
  /** @throws ApiRefusal 50035 "Invalid Form Body" if anything was added. */
  throwIfAny(): void;
}

/** An empty list of faults. `prefix` stands before each path: interaction answers put theirs under `data`. */
export function createFormErrors(prefix: Path = []): FormErrors {
  const found: { path: Path; code: string; message: string }[] = [];
  return {
    add(path, code, message) {
      found.push({ path: [...prefix, ...path], code, message });
    },
    throwIfAny() {
      if (found.length === 0) return;
      throw new ApiRefusal(400, 50035, 'Invalid Form Body', nest(found));
    },
  };
}

interface Node {
  _errors?: { code: string; message: string }[];
  [key: string]: unknown;
}

function nest(found: { path: Path; code: string; message: string }[]): Node {
  const root: Node = {};
  for (const { path, code, message } of found) {
    let node = root;
    for (const key of path) {
      node[key] ??= {};
      node = node[key] as Node;
    }
    node._errors ??= [];
    node._errors.push({ code, message });
  }
  return root;
}

/** A single fault as a refusal, for the places that can have only one. */
export function formError(path: Path, code: string, message: string): ApiRefusal {
  return new ApiRefusal(400, 50035, 'Invalid Form Body', nest([{ path, code, message }]));
}
