import { describe, expect, it } from 'vitest';
import { chosen, untouched } from '../../sandbox/slack/selection.ts';
import { viewErrors } from '../../sandbox/slack/view.ts';
import { modal, question } from './slack-app.ts';

const plain = (length: number) => ({ type: 'plain_text', text: 'x'.repeat(length) });

describe('modals at and beyond their limits', () => {
  const good = modal([question('a')], {
    private_metadata: 'x'.repeat(3000),
    title: plain(24),
    submit: plain(24),
    close: plain(24),
  });

  it('takes what is just within', () => {
    expect(viewErrors(good)).toEqual([]);
  });

  it.each([
    ['title', { title: plain(25) }, 'must be less than 25 characters [json-pointer:/view/title/text]'],
    ['submit', { submit: plain(25) }, 'must be less than 25 characters [json-pointer:/view/submit/text]'],
    ['submit left out', { submit: undefined }, 'missing required field: submit [json-pointer:/view]'],
    [
      'private_metadata',
      { private_metadata: 'x'.repeat(3001) },
      'must be less than 3001 characters [json-pointer:/view/private_metadata]',
    ],
    [
      'callback_id',
      { callback_id: 'x'.repeat(256) },
      'must be less than 256 characters [json-pointer:/view/callback_id]',
    ],
    [
      'label',
      { blocks: [question('a', { label: plain(2001) })] },
      'must be less than 2001 characters [json-pointer:/view/blocks/0/label/text]',
    ],
    [
      'max_length',
      {
        blocks: [question('a', { element: { type: 'plain_text_input', action_id: 'w', max_length: 3001 } })],
      },
      'must be at most 3000 [json-pointer:/view/blocks/0/element/max_length]',
    ],
  ])('%s', (_name, change, complaint) => {
    expect(viewErrors({ ...good, ...change })).toEqual([complaint]);
  });
});

describe('a date picker', () => {
  const picker = { type: 'datepicker', action_id: 'day', initial_date: '2026-12-04' };

  it('carries the day that stands in it, that is picked, or none', () => {
    expect(untouched(picker)).toEqual({ type: 'datepicker', selected_date: '2026-12-04' });
    expect(chosen(picker, ['2028-02-29'])).toEqual({ type: 'datepicker', selected_date: '2028-02-29' });
    expect(chosen(picker, [''])).toEqual({ type: 'datepicker', selected_date: null });
  });

  it('lets nobody type', () => {
    for (const typed of ['soon', '4 Dec 2026', '2026-02-30', '2026-12-4'])
      expect(() => chosen(picker, [typed])).toThrow('"day" is a date picker');
  });
});
