import { decodeHTMLStrict } from 'entities';
import { oneLine } from './clean.ts';
import { flattenLatex } from './latex.ts';
import { tokens } from './tokens.ts';

/** No title or summary needs more of its source than this. */
const ENOUGH = 100_000;

/** Elements after which a reader sees a gap. */
const BLOCKS = new Set(
  `address article aside blockquote br caption center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5
  h6 header hr li main nav ol option p pre section summary table tbody td tfoot th thead title tr ul sec`.split(
    /\s+/,
  ),
);
const INLINE = new Set(
  `a abbr acronym applet area audio b base basefont bdi bdo big body button canvas cite code col colgroup data datalist del dfn
  em embed font frame frameset head html i iframe img input ins kbd label legend link map mark menu meta meter noscript object
  optgroup output param picture progress q rp rt ruby s samp select small source span strike strong sub sup svg template
  textarea time track tt u var video wbr path g italic bold jats math mi mn mo ms mtext mspace mrow mfrac msqrt mroot mstyle
  msub msup msubsup munder mover munderover mmultiscripts mprescripts none mtable mtr mtd mfenced menclose mpadded mphantom
  merror maction semantics`.split(/\s+/),
);
/** Elements whose content no reader sees (`annotation` repeats a formula in its source language). */
const HIDDEN = new Set(['script', 'style', 'annotation', 'annotation-xml', 'noembed', 'noframes']);

/** A closing tag that survives one reading was escaped twice: `&amp;lt;/i&amp;gt;`, which publishers do often. */
const ESCAPED_TWICE = /<\/(?:\w+:)?(?:i|b|em|strong|sub|sup|p|span|math|a)>/i;

/**
 * What a person would read of a piece of HTML (with MathML or LaTeX in it), in one line. A tag that is none of HTML's or
 * MathML's stays as text, so that `Nice <gorilla>` and `1 < 2` survive.
 */
export function plainText(html: string): string {
  let text = flatten(html.slice(0, ENOUGH));
  if (ESCAPED_TWICE.test(text)) text = flatten(text);
  return oneLine(flattenLatex(text));
}

function flatten(html: string): string {
  if (!/[<&]/.test(html)) return html;
  let out = '';
  let hidden: string | null = null;
  for (const token of tokens(html)) {
    if (token.kind === 'cut') break;
    if (token.kind === 'text' || token.kind === 'cdata') {
      if (hidden === null) out += token.kind === 'text' ? decodeHTMLStrict(token.raw) : token.text;
      continue;
    }
    const prefixed = token.name.includes(':');
    const name = token.name.slice(token.name.indexOf(':') + 1).toLowerCase();
    if (hidden !== null) {
      if (token.kind === 'close' && name === hidden) hidden = null;
    } else if (HIDDEN.has(name)) {
      if (token.kind === 'open' && !token.empty) hidden = name;
    } else if (BLOCKS.has(name)) out += ' ';
    else if (!INLINE.has(name) && !prefixed) out += decodeHTMLStrict(token.raw);
  }
  return out;
}
