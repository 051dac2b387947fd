import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

/** What axe finds wrong on a page as it stands, a line for each: the rule, where, and what to do. */
export async function faults(page: Page): Promise<string[]> {
  // Over the debugger, not as a script of the page: its policy would rightly refuse that.
  await page.evaluate(axe.source);
  const { violations, passes } = await page.evaluate<AxeResults>('axe.run()');
  if (passes.length < 10) throw new Error('axe looked at next to nothing: is the page there?');
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
  );
}
