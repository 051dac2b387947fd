import { describe, expect, it } from 'vitest';
import { configVariables, misspelt, readConfig } from '../../src/config.ts';
import { createLog, secretsIn } from '../../src/log.ts';

describe('the settings', () => {
  it('are usable as they stand when nothing is set', () => {
    const { config, complaints } = readConfig({});
    expect(complaints).toEqual([]);
    expect(config).toMatchObject({
      databaseUrl: null,
      redisUrl: null,
      logLevel: 'info',
      feeds: { allowPrivate: false },
      retentionMonths: 24,
    });
    expect(config.dataDir).toMatch(/\.lookout$/);
  });

  it('tell all that is wrong at once, each naming its variable and what to write', () => {
    const { complaints } = readConfig({
      DATABASE_URL: 'mysql://x',
      REDIS_URL: 'nowhere',
      LOOKOUT_PORT: '99999',
      LOOKOUT_LOG_LEVEL: 'loud',
    });
    expect(complaints).toHaveLength(4);
    for (const [at, name] of ['DATABASE_URL', 'REDIS_URL', 'LOOKOUT_LOG_LEVEL', 'LOOKOUT_PORT'].entries()) {
      expect(complaints[at]).toMatch(new RegExp(`^${name} cannot be used\\. Set it to .+\\.$`));
    }
  });

  it('keep what is held of people for some months, not for days nor for ever', () => {
    for (const [given, months] of [
      ['3', 3],
      ['120', 120],
    ] as const)
      expect(readConfig({ LOOKOUT_RETENTION_MONTHS: given })).toMatchObject({
        config: { retentionMonths: months },
        complaints: [],
      });
    for (const given of ['2', '121', '0', '-24', '24.5', 'two years'])
      expect(readConfig({ LOOKOUT_RETENTION_MONTHS: given }).complaints).toEqual([
        'LOOKOUT_RETENTION_MONTHS cannot be used. Set it to a number of months from 3 to 120, such as 24.',
      ]);
  });

  it('give a theme as many working days as are set, and the usual where none are', () => {
    expect(readConfig({}).config.clocks).toEqual({});
    const { config, complaints } = readConfig({ LOOKOUT_DECIDE_DAYS: '250', LOOKOUT_OVERDUE_DAYS: '1' });
    expect([config.clocks, complaints]).toEqual([{ decide: 250, overdue: 1 }, []]);
    for (const name of ['ACKNOWLEDGE', 'DECIDE', 'ANSWER', 'REPORT', 'OVERDUE'])
      for (const given of ['0', '251', '-5', '2.5', 'five'])
        expect(readConfig({ [`LOOKOUT_${name}_DAYS`]: given }).complaints).toEqual([
          expect.stringMatching(
            new RegExp(
              `^LOOKOUT_${name}_DAYS cannot be used. Set it to a number of working days from 1 to 250`,
            ),
          ),
        ]);
  });

  it('take the signs with which something is flagged, as they are typed, or none', () => {
    const read = (given: string) => readConfig({ LOOKOUT_FLAG_REACTION: given });
    expect(readConfig({}).config.flagReactions).toEqual(['triangular_flag_on_post', '🚩']);
    expect(read('📣, :mega:').config.flagReactions).toEqual(['📣', 'mega']);
    expect(read('none').config.flagReactions).toEqual([]);
    for (const given of ['🚩,', 'two words', ','])
      expect(read(given).complaints).toEqual([
        expect.stringMatching(/^LOOKOUT_FLAG_REACTION cannot be used/),
      ]);
  });

  it('name a misspelt variable, and the one that was meant', () => {
    const known = [...configVariables, 'SLACK_BOT_TOKEN'];
    expect(
      misspelt({ SLACK_BOT_TOKN: 'x', LOOKOUT_COLOUR: 'x', HOME: '/', SLACK_BOT_TOKEN: 'x' }, known),
    ).toEqual([
      'SLACK_BOT_TOKN is not a Lookout setting. Did you mean SLACK_BOT_TOKEN? Correct its name, or remove it.',
      'LOOKOUT_COLOUR is not a Lookout setting. Correct its name, or remove it.',
    ]);
  });

  it('never repeat a value, which may be a secret', () => {
    const { complaints } = readConfig({ DATABASE_URL: 'postgres//u:hunter2@db' });
    expect(complaints.join()).not.toContain('hunter2');
  });
});

describe('the log', () => {
  it('hides every secret, in messages, fields and stacks', () => {
    const env = {
      SLACK_BOT_TOKEN: 'xoxb-very-secret',
      DATABASE_URL: 'postgresql://u:p%40ssword@db/x',
      HOME: '/root',
    };
    const lines: string[] = [];
    const log = createLog('debug', secretsIn(env), { write: (line) => void lines.push(line) });
    log.info({ token: 'xoxb-very-secret', url: env.DATABASE_URL }, 'with xoxb-very-secret inside');
    log.error({ err: new Error('login as p@ssword failed') }, 'broken');
    expect(lines).toHaveLength(2);
    expect(lines.join()).not.toMatch(/xoxb-very-secret|p%40ssword|p@ssword/);
    expect(lines.join()).toContain('hidden');
  });
});
