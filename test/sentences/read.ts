import { parseSync } from 'rolldown/utils';

/** A text that people can read, and the line on which it stands. In a template what is put in stands as `${…}`, as in the source. */
export interface Sentence {
  line: number;
  text: string;
}

/** What the parser gives of it: an ESTree node, with types and JSX. */
interface Node {
  type: string;
  start: number;
  end: number;
  [field: string]: unknown;
}

/** Of these only what is said in them elsewhere is read: modules, types, and attributes that nobody sees. */
const UNREAD = new Set([
  'ImportDeclaration',
  'ExportAllDeclaration',
  'ImportExpression',
  'TSLiteralType',
  'TSTypeAliasDeclaration',
  'TSInterfaceDeclaration',
  'TSTypeAnnotation',
  'TSTypeParameterInstantiation',
  'TSEnumDeclaration',
]);
const UNSEEN =
  /^(className|class|id|key|role|type|name|href|src|rel|target|style|for|htmlFor|autocomplete|d|viewBox)$/;
/** Words at the beginning of a text as we write SQL: mostly in capitals, to which only a few in small letters come. */
const SQL =
  /^\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM|WITH|CREATE|ALTER|DROP|LOCK|SET|SHOW|LISTEN|NOTIFY|BEGIN|COMMIT|AND|OR|WHERE|FROM|JOIN|LEFT JOIN|ORDER BY|REVOKE|GRANT|TRUNCATE|VACUUM|ANALYZE|EXISTS|NOT EXISTS|COALESCE|CASE|select|insert into|delete from|create (?:database|schema|table))\b(?!\s*[.:,!?])/;

/**
 * The texts of a TypeScript source that people can read. What is surely not for them is left out (modules, types, keys, what is compared,
 * SQL, ids and names in code); where it is not sure, the text is given.
 */
export function sentencesOf(path: string, source: string): Sentence[] {
  const { program, errors } = parseSync(path, source);
  if (errors.length > 0) throw new Error(`${path} cannot be parsed: ${errors[0]!.message}`);
  const found: Sentence[] = [];
  const keep = (node: Node, text: string, isPart = false) => {
    const words = text.replaceAll(/\s+/g, ' ').trim();
    if (isForPeople(words, isPart)) found.push({ line: lineAt(source, node.start), text: words });
  };

  function visit(node: Node, parent?: Node, field?: string): void {
    if (UNREAD.has(node.type) || isCode(node, parent, field)) return;
    if (node.type === 'Literal' && typeof node.value === 'string')
      keep(node, node.value, parent?.type === 'ConditionalExpression');
    else if (node.type === 'TemplateLiteral') keep(node, source.slice(node.start + 1, node.end - 1));
    else if (node.type === 'JSXText') keep(node, String(node.value), true);
    else if (node.type !== 'TaggedTemplateExpression' || !/sql|Raw/i.test(textOf(node.tag, source)))
      for (const [name, child] of children(node)) visit(child, node, name);
  }

  visit(program as unknown as Node);
  return found;
}

/** The remarks of a file of settings: all that stands after `#`. */
export function remarksOf(source: string): Sentence[] {
  return source.split('\n').flatMap((line, index) => {
    const text = /(?:^|\s)#\s?(.*)$/.exec(line)?.[1]?.trim();
    return text ? [{ line: index + 1, text }] : [];
  });
}

/** Is a text one that somebody could read: words, or a single one that a name in code would not be? */
function isForPeople(text: string, isPart: boolean): boolean {
  const said = text.replaceAll(/\$\{[^{}]*\}/g, ' ').trim();
  if (!/\p{L}{2}/u.test(said) || SQL.test(text)) return false;
  if (/\s/.test(said)) return true;
  // A part of a sentence may be any word; a single word alone begins with a capital, or ends one.
  return isPart ? /^\p{L}+$/u.test(said) : /^\p{Lu}\p{Ll}+\W*$|^\p{L}+[.!?…]$/u.test(said);
}

/** Does code alone read it: a key, what something is compared with, a name in a type, an attribute that nobody sees? */
function isCode(node: Node, parent: Node | undefined, field: string | undefined): boolean {
  if (!parent) return false;
  if (field === 'key' && parent.type === 'Property' && !parent.computed && node.type === 'Literal') {
    return !/\s/.test(String(node.value));
  }
  if (parent.type === 'BinaryExpression' && parent.operator !== '+') return node.type === 'Literal';
  if (field === 'test' && parent.type === 'SwitchCase') return true;
  if (field === 'source' && parent.type.startsWith('Export')) return true;
  if (parent.type === 'MemberExpression' && field === 'property') return node.type === 'Literal';
  return parent.type === 'JSXAttribute' && UNSEEN.test(String((parent.name as Node).name));
}

function* children(node: Node): Generator<[string, Node]> {
  for (const [field, value] of Object.entries(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (typeof child === 'object' && child !== null && 'type' in child) yield [field, child as Node];
    }
  }
}

function textOf(node: unknown, source: string): string {
  const { start, end } = node as Node;
  return source.slice(start, end);
}

function lineAt(source: string, offset: number): number {
  return source.slice(0, offset).split('\n').length;
}
