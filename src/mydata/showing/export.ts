import { createHash } from 'node:crypto';
import type { App } from '../../app.ts';
import type { Command, PersonRef, Press } from '../../chat/incoming.ts';
import { aside, type Block, heading, type Message, paragraph } from '../../chat/message.ts';
import { type Page, pageAt, pageIn, turning } from '../../chat/paging.ts';
import { notOurs } from '../../chat/reference.ts';
import { type Reply, redraw, whisper } from '../../chat/reply.ts';
import { actingSubject } from '../data-subject.ts';
import { storedDataOf } from './held.ts';
import { asJson, cut } from './pages.ts';

/** `/mydata export`: all that is held of whoever asks, as JSON, in as many parts as it needs. */
export async function exportOwn(app: App, { person }: Command): Promise<Reply> {
  const at = app.now();
  return whisper(part(await read(app, person, at), at, 0));
}

/**
 * Another part, in place of the one that was touched: `export:<part>/<when, in ms>/<check>`. It is read anew, of whoever presses, as of the
 * first part's time; if something has changed since, parts would not fit together, and the first one comes again.
 */
export async function turnExport(app: App, { id, person }: Press): Promise<Reply> {
  const [, wanted, when, check] = /^export:([^/]*)\/(\d{1,15})\/([\w-]{12})$/.exec(id) ?? [];
  if (check === undefined) throw notOurs();
  const page = pageIn(wanted);
  const at = new Date(Number(when));
  const whole = await read(app, person, at);
  if (whole.check === check) return redraw(part(whole, at, page));
  const now = app.now();
  const changed = 'Something has changed since the first part, so the export starts again here.';
  return redraw(part(await read(app, person, now), now, 0, changed));
}

interface Whole {
  parts: string[];
  /** The same only while nothing has changed. */
  check: string;
}

async function read({ db, secret }: App, person: PersonRef, at: Date): Promise<Whole> {
  const json = asJson(
    await db.$transaction(
      async (tx) => storedDataOf(tx, await actingSubject(tx, person), { secret, at, inConfidence: true }),
      // All of it as of one moment.
      { isolationLevel: 'RepeatableRead' },
    ),
  );
  const check = createHash('sha256').update(json).digest('base64url').slice(0, 12);
  const widest = [
    ...head(999, 999, changedAtMost),
    ...foot({ at: 9998, pages: 10_000 }, check, new Date(8.64e15)),
  ];
  return { parts: cut(json, widest), check };
}

const changedAtMost = '·'.repeat(80);

function part({ parts, check }: Whole, at: Date, wanted: number, news = ''): Message {
  const page = pageAt(wanted, parts.length);
  const which = page.at;
  return {
    summary: `Everything stored about you, part ${which + 1} of ${parts.length}`,
    blocks: [...head(which + 1, parts.length, news), paragraph(parts[which]!), ...foot(page, check, at)],
  };
}

function head(which: number, of: number, news: string): Block[] {
  const how =
    of === 1
      ? 'Only you see this.'
      : 'Only you see this. Copy the parts into one file, one after the other, with nothing between them.';
  return [
    heading(`Everything stored about you, as JSON: part ${which} of ${of}`),
    aside(news ? `${news} ${how}` : how),
  ];
}

function foot(page: Page, check: string, at: Date): Block[] {
  return turning(page, (to) => `export:${to}/${at.getTime()}/${check}`);
}
