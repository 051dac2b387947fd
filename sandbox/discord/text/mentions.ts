import type { AllowedMentions } from '../check/allowed-mentions.ts';
import { type Piece, readMarkdown } from './markdown.ts';

export interface Mentions {
  users: string[];
  roles: string[];
  everyone: boolean;
  here: boolean;
}

/**
 * Who a message notifies: what its text names, as far as `allowed_mentions` lets it (resources/message#allowed-mentions-object;
 * without the field, all). Text in code names nobody and a backslash before `<` disarms; a backslash before `@everyone` does
 * NOT (seen). Permissions are not looked at: this is the worst case.
 */
export function mentions(content: string, allowed?: AllowedMentions): Mentions {
  const pieces = outsideCode(readMarkdown(content));
  const idsOf = (kind: Piece['kind']) => [
    ...new Set(pieces.filter((piece) => piece.kind === kind).map((piece) => piece.target ?? '')),
  ];
  const plain = pieces.map((piece) => (piece.children ? '\n' : piece.text)).join('');
  const everyoneAllowed = !allowed || (allowed.parse ?? []).includes('everyone');
  return {
    users: permitted(idsOf('user'), 'users', allowed),
    roles: permitted(idsOf('role'), 'roles', allowed),
    everyone: everyoneAllowed && plain.includes('@everyone'),
    here: everyoneAllowed && plain.includes('@here'),
  };
}

function permitted(ids: string[], kind: 'users' | 'roles', allowed: AllowedMentions | undefined): string[] {
  if (!allowed || (allowed.parse ?? []).includes(kind)) return ids;
  return ids.filter((id) => (allowed[kind] ?? []).includes(id));
}

function outsideCode(pieces: Piece[]): Piece[] {
  return pieces
    .filter((piece) => piece.kind !== 'code' && piece.kind !== 'codeblock')
    .flatMap((piece) => [piece, ...outsideCode(piece.children ?? [])]);
}
