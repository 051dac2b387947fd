import { type Component, childrenOf } from '../component.ts';
import { checkInteger } from './fields.ts';
import type { FormErrors, Path } from './form-errors.ts';
import { LIMITS } from './limits.ts';

/** One component with its place in the body. */
export interface Placed {
  component: Component;
  path: Path;
}

/** All components of a tree with their paths, parents first. */
export function place(components: readonly Component[], path: Path): Placed[] {
  return components.flatMap((component, index) => placeOne(component, [...path, index]));
}

function placeOne(component: Component, path: Path): Placed[] {
  const inside: Placed[] = [];
  for (const child of childrenOf(component)) {
    const at = Array.isArray(component.components) ? component.components.indexOf(child) : -1;
    if (at >= 0) inside.push(...placeOne(child, [...path, 'components', at]));
    else
      inside.push(...placeOne(child, [...path, child === component.component ? 'component' : 'accessory']));
  }
  return [{ component, path }, ...inside];
}

/** Complains of custom ids or numeric ids that occur twice in one message or modal. */
export function checkIdentities(placed: readonly Placed[], errors: FormErrors): void {
  const customIds = new Set<string>();
  const ids = new Set<number>();
  for (const { component, path } of placed) {
    const { custom_id: customId, id } = component;
    if (typeof customId === 'string') {
      if (customIds.has(customId))
        errors.add(
          [...path, 'custom_id'],
          'COMPONENT_CUSTOM_ID_DUPLICATED',
          'Component custom id cannot be duplicated',
        );
      customIds.add(customId);
    }
    if (!id) continue;
    checkInteger(id, [...path, 'id'], { min: 0, max: LIMITS.componentIdMax }, errors);
    if (ids.has(id))
      errors.add([...path, 'id'], 'COMPONENT_ID_DUPLICATED', 'Component id cannot be duplicated');
    ids.add(id);
  }
}

/** Complains, as Discord does, of a component that may not stand at this place; true if it may. */
export function checkType(
  component: Component,
  path: Path,
  allowed: readonly number[],
  errors: FormErrors,
): boolean {
  if (allowed.includes(component.type)) return true;
  errors.add(
    path,
    'UNION_TYPE_CHOICES',
    `Value of field "type" must be one of (${allowed.join(', ')}${allowed.length === 1 ? ',' : ''}).`,
  );
  return false;
}
