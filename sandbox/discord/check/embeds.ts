import { checkLength, checkText, checkUrl, isObject, type Loose, listOf } from './fields.ts';
import type { FormErrors, Path } from './form-errors.ts';
import { LIMITS } from './limits.ts';

/** Checks the embeds of a message (resources/message#embed-object-embed-limits), and their 6,000 characters in all. */
export function checkEmbeds(embeds: unknown, errors: FormErrors): void {
  const list = listOf(embeds, ['embeds'], errors);
  checkLength(list.length, ['embeds'], { max: LIMITS.embeds }, errors);
  for (const [index, embed] of list.entries()) checkEmbed(embed, ['embeds', index], errors);
  const total = list.reduce((sum, embed) => sum + embedLength(embed), 0);
  if (total > LIMITS.embedTotal)
    errors.add(
      ['embeds'],
      'MAX_EMBED_SIZE_EXCEEDED',
      `Embed size exceeds maximum size of ${LIMITS.embedTotal}`,
    );
}

function checkEmbed(embed: Loose, path: Path, errors: FormErrors): void {
  checkText(embed.title, [...path, 'title'], { max: LIMITS.embedTitle }, errors);
  checkText(embed.description, [...path, 'description'], { max: LIMITS.embedDescription }, errors);
  if (embed.url !== undefined) checkUrl(embed.url, [...path, 'url'], {}, errors);
  if (isObject(embed.footer))
    checkText(
      embed.footer.text,
      [...path, 'footer', 'text'],
      { required: true, max: LIMITS.embedFooter },
      errors,
    );
  if (isObject(embed.author))
    checkText(
      embed.author.name,
      [...path, 'author', 'name'],
      { required: true, max: LIMITS.embedAuthor },
      errors,
    );
  const fields = listOf(embed.fields, [...path, 'fields'], errors);
  checkLength(fields.length, [...path, 'fields'], { max: LIMITS.embedFields }, errors);
  fields.forEach((field, index) => {
    const at = [...path, 'fields', index];
    checkText(field.name, [...at, 'name'], { required: true, max: LIMITS.embedFieldName }, errors);
    checkText(field.value, [...at, 'value'], { required: true, max: LIMITS.embedFieldValue }, errors);
  });
}

function embedLength(embed: Loose): number {
  const texts: unknown[] = [embed.title, embed.description];
  if (isObject(embed.footer)) texts.push(embed.footer.text);
  if (isObject(embed.author)) texts.push(embed.author.name);
  if (Array.isArray(embed.fields))
    for (const field of embed.fields) if (isObject(field)) texts.push(field.name, field.value);
  return texts.reduce<number>((sum, text) => sum + (typeof text === 'string' ? text.length : 0), 0);
}
