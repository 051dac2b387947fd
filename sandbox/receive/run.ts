import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { applyFile } from '../../src/apply.ts';
import { createLog } from '../../src/log.ts';
import { open } from '../../src/open.ts';
import { receive } from './receive.ts';

// `npm run receive -- FILE` hands one recorded payload to the real handlers, on a passing database with the example community, and
// prints what came in (`Incoming`) and what is said to it (`Reply`), as JSON.

const community = fileURLToPath(new URL('../../examples/medical-physics-society.yaml', import.meta.url));

const [file] = process.argv.slice(2);
if (!file) {
  console.error('Say which payload: npm run receive -- test/fixtures/payloads/slack/command.json');
  process.exit(2);
}
const payload: unknown = JSON.parse(await readFile(file, 'utf8'));
const folder = await mkdtemp(join(tmpdir(), 'lookout-receive-'));
const log = createLog('warn', [], { write: (line) => void process.stderr.write(line) });
const opened = await open({ LOOKOUT_DATA_DIR: folder }, { log });
try {
  const { db, secret } = opened;
  const app = { db, secret, log, now: () => new Date(), wake: () => undefined };
  await applyFile(app, community);
  const received = await receive(app, payload);
  console.log(JSON.stringify(received ?? 'Nobody waits for this.', null, 2));
} finally {
  await opened.close();
  await rm(folder, { recursive: true, force: true });
}
