import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { browserProcess } from '../support/browser.ts';
import { sql } from '../support/sql.ts';
import { used, usedBy } from './meter.ts';

/** What the run cost beside its workers, in seconds of processor time. */
export interface Whole {
  /** Vitest's own process: finding files, turning TypeScript into JavaScript, reporting. */
  vitest: number;
  /** The PostgreSQL that all files share. */
  database: number;
  /** The browser that all files share. */
  browser: number;
}

/** For vitest's `globalSetup`, behind the others: it is taken down first, while the database still runs. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { url } = project.getProvidedContext().postgres;
  const [row] = await sql<{ file: string }>(url, `SELECT pg_read_file('postmaster.pid') AS file`);
  const pid = Number(row?.file.split('\n')[0]);
  return async () => {
    const browser = await browserProcess();
    const whole: Whole = {
      vitest: used().own,
      database: usedBy(pid),
      browser: browser === undefined ? 0 : usedBy(browser),
    };
    writeFileSync(join(process.env.LOOKOUT_TEST_PROFILE!, 'whole.json'), JSON.stringify(whole));
  };
}
