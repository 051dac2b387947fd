import { expect, it } from 'vitest';
import { toLogger } from '../../adapters/slack/logger.ts';
import { createLog } from '../../src/log.ts';

it('what the SDK says is logged a level lower, without tokens and without payloads', () => {
  const lines: string[] = [];
  const logger = toLogger(createLog('debug', [], { write: (line) => lines.push(line) }));
  logger.debug('what Ada typed');
  logger.info('now connected with xapp-1-A1-abc');
  logger.warn('odd', { token: 'xoxb-12-ab' });
  logger.error(new Error('no: xoxb-12-ab'));
  const read = lines.map((line) => JSON.parse(line) as { level: number; msg: string });
  expect(read.map(({ level }) => level)).toEqual([20, 40, 40]);
  expect(read[0]!.msg).toBe('now connected with hidden');
  expect(lines.join('')).not.toMatch(/xoxb|xapp|typed/);
  expect(read[2]!.msg).toContain('no: hidden');
});
