import { describe, expect, it } from 'vitest';
import { readSettings, SLACK_VARIABLES } from '../../adapters/slack/settings.ts';

const socket = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' };
const http = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 's3cret', SLACK_PORT: '3000' };

describe('the settings of Slack', () => {
  it('are none when nothing of Slack is set, or all is empty', () => {
    expect(readSettings({ PATH: '/bin' })).toEqual({ settings: undefined, complaints: [] });
    const empty = Object.fromEntries(SLACK_VARIABLES.map((name) => [name, ' ']));
    expect(readSettings(empty)).toEqual({ settings: undefined, complaints: [] });
  });

  it('are read for Socket Mode', () => {
    expect(readSettings(socket)).toEqual({
      settings: { botToken: 'xoxb-1', apiUrl: 'https://slack.com/api/', appToken: 'xapp-1' },
      complaints: [],
    });
  });

  it('are read for HTTP, which listens on this machine alone unless told otherwise', () => {
    expect(readSettings(http).settings).toEqual({
      botToken: 'xoxb-1',
      apiUrl: 'https://slack.com/api/',
      http: { signingSecret: 's3cret', port: 3000, host: '127.0.0.1' },
    });
    expect(readSettings({ ...http, SLACK_HOST: '0.0.0.0' }).settings?.http?.host).toBe('0.0.0.0');
    expect(readSettings({ SLACK_HOST: '0.0.0.0' })).toEqual({ settings: undefined, complaints: [] });
  });

  it('take another address of the API, with or without a slash at its end', () => {
    for (const address of ['http://127.0.0.1:4000/api', 'http://127.0.0.1:4000/api/'])
      expect(readSettings({ ...socket, SLACK_API_URL: address }).settings?.apiUrl).toBe(
        'http://127.0.0.1:4000/api/',
      );
  });

  it('take another time that is waited for an answer', () => {
    expect(readSettings({ ...socket, SLACK_ANSWER_MS: '60000' }).settings?.answerMs).toBe(60_000);
    expect(readSettings({ SLACK_ANSWER_MS: '60000' })).toEqual({ settings: undefined, complaints: [] });
  });

  it.each([
    [{ SLACK_APP_TOKEN: 'xapp-1' }, ['SLACK_BOT_TOKEN']],
    [{ SLACK_BOT_TOKEN: 'xoxb-1' }, ['SLACK_APP_TOKEN']],
    [{ SLACK_BOT_TOKEN: 'xapp-1', SLACK_APP_TOKEN: 'xoxb-1' }, ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN']],
    [{ ...socket, SLACK_PORT: '3000' }, ['SLACK_APP_TOKEN']],
    [{ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_PORT: '3000' }, ['SLACK_SIGNING_SECRET']],
    [{ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 's' }, ['SLACK_PORT']],
    [{ ...http, SLACK_PORT: 'three' }, ['SLACK_PORT']],
    [{ ...http, SLACK_PORT: '70000' }, ['SLACK_PORT']],
    [{ ...socket, SLACK_API_URL: 'slack.com' }, ['SLACK_API_URL']],
    [{ ...socket, SLACK_ANSWER_MS: 'long' }, ['SLACK_ANSWER_MS']],
    [{ ...socket, SLACK_ANSWER_MS: '0' }, ['SLACK_ANSWER_MS']],
    [{ SLACK_API_URL: 'slack.com' }, ['SLACK_BOT_TOKEN', 'SLACK_API_URL', 'SLACK_APP_TOKEN']],
  ])('complain of all that is wrong at once, by name: %j', (env, names) => {
    const { settings, complaints } = readSettings(env);
    expect(settings).toBeUndefined();
    expect(complaints.map((complaint) => complaint.split(' ', 1)[0]).sort()).toEqual([...names].sort());
    for (const complaint of complaints) expect(complaint).toMatch(/\. .+\.$/);
  });
});
