import { describe } from 'vitest';
import { payloads } from './slack/payloads.ts';
import { openStage } from './slack/stage.ts';
import { conformance } from './suite.ts';

const harness = { name: 'slack', recorded: payloads };

describe('Slack over Socket Mode', () => {
  conformance({ ...harness, open: () => openStage('socket') });
});

describe('Slack over HTTP', () => {
  const skips = {
    'connections that drop come back, again and again':
      'Slack calls over HTTP anew each time; nothing stays connected.',
    'what is listened to by two (a restart that overlaps) is done once':
      'One port is listened to by one process.',
  };
  conformance({ ...harness, skips, open: () => openStage('http') }, ['actions', 'keeps', 'forms', 'life']);
});
