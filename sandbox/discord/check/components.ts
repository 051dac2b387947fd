import { type Component, flatten, SELECTS, TYPE } from '../component.ts';
import { checkButton, checkSelect } from './controls.ts';
import { checkLength, checkText, isObject, listOf } from './fields.ts';
import type { FormErrors, Path } from './form-errors.ts';
import { LIMITS } from './limits.ts';
import { checkIdentities, checkType, place } from './tree.ts';

const IN_ROW = [TYPE.button, ...SELECTS];
const IN_CONTAINER = [TYPE.row, TYPE.section, TYPE.text, TYPE.gallery, TYPE.file, TYPE.separator];
const TOP_LEVEL = [...IN_CONTAINER, TYPE.container];

/**
 * Checks the components of a message (components/reference). Without the flag IS_COMPONENTS_V2 only rows may stand at the
 * top, at most five; with it, forty components in all and 4,000 characters of text.
 */
export function checkComponents(components: unknown, v2: boolean, errors: FormErrors): Component[] {
  const path = ['components'];
  const list = listOf(components, path, errors) as unknown as Component[];
  if (!v2) checkLength(list.length, path, { max: LIMITS.rows }, errors);
  list.forEach((component, index) => {
    const at = [...path, index];
    if (checkType(component, at, v2 ? TOP_LEVEL : [TYPE.row], errors)) checkPart(component, at, errors);
  });
  const all = flatten(list);
  if (v2) checkTotals(all, path, errors);
  checkIdentities(place(list, path), errors);
  return list;
}

function checkTotals(all: Component[], path: Path, errors: FormErrors): void {
  if (all.length > LIMITS.totalComponents)
    errors.add(
      path,
      'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
      `The total number of components exceeds the maximum of ${LIMITS.totalComponents}`,
    );
  const text = all.reduce((sum, component) => sum + textLength(component), 0);
  if (text > LIMITS.displayableText)
    errors.add(
      path,
      'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
      `Components displayable text size exceeds maximum size of ${LIMITS.displayableText}`,
    );
}

function textLength(component: Component): number {
  return component.type === TYPE.text && typeof component.content === 'string' ? component.content.length : 0;
}

/** True where the real service is reported to break on the bytes of the text displays (see LIMITS.displayableBytes). */
export function tooManyBytes(components: readonly Component[]): boolean {
  const texts = flatten(components).filter((component) => component.type === TYPE.text);
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(String(text.content)) + 12, 0);
  return bytes > LIMITS.displayableBytes;
}

function checkPart(component: Component, path: Path, errors: FormErrors): void {
  if (SELECTS.includes(component.type)) checkSelect(component, path, errors);
  else PARTS[component.type]?.(component, path, errors);
}

const PARTS: Record<number, (component: Component, path: Path, errors: FormErrors) => void> = {
  [TYPE.row]: checkRow,
  [TYPE.button]: checkButton,
  [TYPE.section]: checkSection,
  [TYPE.text]: ({ content }, path, errors) =>
    checkText(content, [...path, 'content'], { required: true, min: 1, max: LIMITS.displayableText }, errors),
  [TYPE.thumbnail]: ({ media }, path, errors) => checkMedia(media, [...path, 'media'], errors),
  [TYPE.gallery]: checkGallery,
  [TYPE.file]: ({ file }, path, errors) => checkMedia(file, [...path, 'file'], errors),
  [TYPE.container]: checkContainer,
};

function checkRow(row: Component, path: Path, errors: FormErrors): void {
  const at = [...path, 'components'];
  const children = childList(row, at, { min: 1, max: LIMITS.rowButtons }, errors);
  const selects = children.filter((child) => SELECTS.includes(child.type)).length;
  children.forEach((child, index) => {
    if (checkType(child, [...at, index], IN_ROW, errors)) checkPart(child, [...at, index], errors);
    // A select fills the row: whatever follows it, or it where it follows, is too wide.
    if (selects > 0 && index > 0)
      errors.add(
        [...at, index],
        'COMPONENT_LAYOUT_WIDTH_EXCEEDED',
        'The specified component exceeds the maximum width',
      );
  });
}

function checkSection(section: Component, path: Path, errors: FormErrors): void {
  const at = [...path, 'components'];
  childList(section, at, { min: 1, max: LIMITS.sectionTexts }, errors).forEach((child, index) => {
    if (checkType(child, [...at, index], [TYPE.text], errors)) checkPart(child, [...at, index], errors);
  });
  const beside = [...path, 'accessory'];
  if (!isObject(section.accessory)) errors.add(beside, 'BASE_TYPE_REQUIRED', 'This field is required');
  else if (checkType(section.accessory, beside, [TYPE.button, TYPE.thumbnail], errors))
    checkPart(section.accessory, beside, errors);
}

function checkContainer(container: Component, path: Path, errors: FormErrors): void {
  const at = [...path, 'components'];
  childList(container, at, { min: 1, max: LIMITS.totalComponents }, errors).forEach((child, index) => {
    if (checkType(child, [...at, index], IN_CONTAINER, errors)) checkPart(child, [...at, index], errors);
  });
}

function checkGallery(gallery: Component, path: Path, errors: FormErrors): void {
  const at = [...path, 'items'];
  const items = listOf(gallery.items, at, errors);
  checkLength(items.length, at, { min: 1, max: LIMITS.galleryItems }, errors);
  items.forEach((item, index) => {
    checkMedia(item.media, [...at, index, 'media'], errors);
    checkText(item.description, [...at, index, 'description'], { max: LIMITS.mediaDescription }, errors);
  });
}

function checkMedia(media: unknown, path: Path, errors: FormErrors): void {
  const url = isObject(media) ? media.url : undefined;
  checkText(url, [...path, 'url'], { required: true, max: 2048 }, errors);
  if (typeof url === 'string' && url && !/^(attachment|https?):\/\/./.test(url))
    errors.add(
      [...path, 'url'],
      'URL_TYPE_INVALID_SCHEME',
      `Scheme "${url.split(':')[0]}" is not supported. Scheme must be one of ('http', 'https', 'attachment').`,
    );
}

function childList(
  parent: Component,
  path: Path,
  count: { min: number; max: number },
  errors: FormErrors,
): Component[] {
  const children = listOf(parent.components, path, errors) as unknown as Component[];
  if (parent.components === undefined) errors.add(path, 'BASE_TYPE_REQUIRED', 'This field is required');
  else checkLength(children.length, path, count, errors);
  return children;
}
