import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

/** Only of what is wrong does axe tell where it is: what is right would be the whole page many times over. */
const look = `axe.run({ resultTypes: ['violations'] })
  .then(({ violations, passes }) => ({ violations, passes: passes.length }))`;

/** What axe finds wrong on a page as it stands, a line for each: the rule, where, and what to do. */
export async function faults(page: Page): Promise<string[]> {
  // Over the debugger, not as a script of the page: its policy would rightly refuse that.
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(axe.source);
  const found = await page.evaluate<Pick<AxeResults, 'violations'> & { passes: number }>(look);
  if (found.passes < 10) throw new Error('axe looked at next to nothing: is the page there?');
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
  );
}
