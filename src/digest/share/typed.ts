import { clean, shorten } from '../../chat/text.ts';
import { Refusal } from '../../errors.ts';

/** Characters of a member's own words at most. */
export const MOST_WORDS = 1000;

const like = 'such as: /horizon share https://… why it matters';
/** An address of the web that begins with its host: `www.example.org/paper`. */
const BARE = /^(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?(?:[/?#]|$)/i;
const DOI = /^(?:doi:\s*)?(10\.\d{4,9}\/\S+)$/i;

/**
 * The address and the member's own words in what was typed behind `/horizon share`, in whichever order. An address may come
 * without its scheme, in angle brackets, or as a DOI.
 * @returns an absolute http(s) address, and words in one line
 * @throws Refusal when one of the two is missing
 */
export function readTyped(typed: string): { address: string; why: string } {
  if (typed.trim() === '')
    throw new Refusal(`Which page? Please give its address and why it matters, ${like}`);
  const [given = ''] = /<?\bhttps?:\/\/\S+/i.exec(typed) ?? /\S+/.exec(typed)!;
  const address = addressIn(given.replace(/^<|[>,;]+$/g, ''));
  if (!address)
    throw new Refusal(
      `“${shorten(clean(given), 60)}” is not a web address. Please give the address and why it matters, ${like}`,
    );
  const why = clean(typed.replace(given, () => ' ').replace(/\s+/g, ' '));
  if (!/[\p{L}\p{N}]/u.test(why))
    throw new Refusal(`Why does it matter to your group? Please add a few words, ${like}`);
  if (why.length > MOST_WORDS)
    throw new Refusal(
      `Please say why it matters in at most ${MOST_WORDS} characters; you wrote ${why.length}. Nothing has been shared yet.`,
    );
  return { address, why };
}

function addressIn(given: string): string | null {
  const doi = DOI.exec(given)?.[1];
  const address = doi ? `https://doi.org/${doi}` : BARE.test(given) ? `https://${given}` : given;
  if (address.length > 2000 || !URL.canParse(address)) return null;
  const { protocol, href } = new URL(address);
  return protocol === 'https:' || protocol === 'http:' ? href : null;
}
