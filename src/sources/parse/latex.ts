/** The commands that titles of papers use; the rest lose only their backslash. */
const SYMBOLS = new Map<string, string>();
const TABLE =
  `alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ iota ι kappa κ lambda λ mu μ nu ν xi ξ pi π rho ρ
  sigma σ tau τ upsilon υ phi φ varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Phi Φ Psi Ψ
  Omega Ω times × cdot · pm ± mp ∓ leq ≤ le ≤ geq ≥ ge ≥ neq ≠ ne ≠ approx ≈ sim ~ simeq ≃ propto ∝ infty ∞ partial ∂ nabla ∇
  to → rightarrow → leftarrow ← ell ℓ hbar ħ circ ° degree ° percent % ldots … dots … cdots … ll ≪ gg ≫ in ∈ sqrt √ sum ∑ int ∫
  prime ′ textmu µ micro µ`.split(/\s+/);
for (let at = 0; at < TABLE.length; at += 2) SYMBOLS.set(TABLE[at]!, TABLE[at + 1]!);

const FORMULA = /\$\$?([^$]{1,500})\$\$?|\\\(([^$]{1,500}?)\\\)/g;
const COMMAND = /\\([A-Za-z]+)\s*/g;

/**
 * LaTeX as a reader would want it in plain text: `$^{18}$F` → `18F`, `$\gamma$-ray` → `γ-ray`. Dollars are a formula's
 * only when something between them looks like one; prices stay.
 */
export function flattenLatex(text: string): string {
  if (!/[$\\]/.test(text)) return text;
  const flat = text.replace(FORMULA, (whole, dollars: string | undefined, round: string | undefined) => {
    const inner = dollars ?? round ?? '';
    if (round === undefined && !looksLikeFormula(inner)) return whole;
    return flattenFormula(inner);
  });
  // Commands of text stand outside formulas too: `\textit{in vivo}`.
  return flat.replace(
    /\\(?:textit|textbf|emph|text|mathrm|textsubscript|textsuperscript)\{([^{}]{0,300})\}/g,
    '$1',
  );
}

function looksLikeFormula(inner: string): boolean {
  return /[\\^_{}]/.test(inner) || /^[A-Za-z]$/.test(inner.trim());
}

function flattenFormula(inner: string): string {
  return inner
    .replace(/\\(?:mathrm|mathbf|mathit|mathcal|text|textrm|textit|textbf|operatorname|rm|it|bf)\b\s*/g, '')
    .replace(
      COMMAND,
      (_, name: string) => SYMBOLS.get(name) ?? (name === 'left' || name === 'right' ? '' : name),
    )
    .replace(/\\([,;:! ])/g, (_, space: string) => (space === '!' ? '' : ' '))
    .replace(/\\(.)/g, '$1')
    .replace(/[{}]|\^|_(?=[{\dA-Za-z])/g, '');
}
