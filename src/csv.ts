import { stringify } from 'csv-stringify/sync';
import { clean } from './chat/text.ts';

export type Cell = string | number | null;

/**
 * CSV as spreadsheets read it (RFC 4180; a byte order mark tells Excel that it is UTF-8). A cell of words that would run as a formula gets an
 * apostrophe before it (owasp.org/www-community/attacks/CSV_Injection): `escape_formulas` looks at the first character, so `clean` takes
 * blanks and what is invisible from before it. Numbers stay numbers.
 * @param columns their names, and the order of the cells in each row
 */
export function toCsv(columns: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const cells = rows.map((row) => row.map((cell) => (typeof cell === 'string' ? clean(cell) : cell)));
  return stringify(cells, {
    header: true,
    columns: [...columns],
    bom: true,
    record_delimiter: 'windows',
    quote_record_delimiter: true,
    escape_formulas: true,
  });
}
