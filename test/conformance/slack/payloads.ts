import { events } from './events.ts';
import { person, post, type Row, recordings, shared } from './recordings.ts';

const user = { id: 'U061F7AUR', username: 'ada', name: 'ada', team_id: 'T0PHYS' };
const message = {
  bot_id: 'B0BOT',
  type: 'message',
  text: 'Today',
  user: 'U0BOT',
  ts: '1763712000.000100',
  team: 'T0PHYS',
};
const container = {
  type: 'message',
  message_ts: '1763712000.000100',
  channel_id: 'C0RT',
  is_ephemeral: false,
};
const trigger = '10217811393.2147483647.af5c1f0e';

const action = (actions: object[], more: object = {}) => ({
  type: 'block_actions',
  user,
  ...shared,
  container,
  trigger_id: trigger,
  channel: { id: 'C0RT', name: 'radiotherapy' },
  message,
  state: { values: {} },
  response_url: 'https://hooks.slack.com/actions/T0PHYS/1/x',
  actions,
  ...more,
});
const pressed = {
  type: 'button',
  block_id: 'b1',
  text: { type: 'plain_text', text: 'Useful' },
  action_ts: '1763712034.1',
};
const rows: readonly Row[] = [
  [
    'a slash command',
    {
      token: 'x',
      team_id: 'T0PHYS',
      team_domain: 'physics',
      channel_id: 'C0RT',
      channel_name: 'radiotherapy',
      user_id: 'U061F7AUR',
      user_name: 'ada',
      command: '/horizon',
      text: 'why 3 &amp; 4',
      api_app_id: 'A0LOOK',
      is_enterprise_install: 'false',
      response_url: 'https://hooks.slack.com/commands/T0PHYS/1/x',
      trigger_id: trigger,
    },
    {
      kind: 'command',
      act: trigger,
      person: { ...person, name: 'ada' },
      channel: 'C0RT',
      name: 'horizon',
      words: 'why 3 & 4',
    },
  ],
  [
    'a slash command in a direct conversation',
    {
      command: '/horizon',
      text: '',
      user_id: 'U1',
      user_name: 'ada',
      channel_id: 'D0DIRECT',
      trigger_id: trigger,
      response_url: 'https://x',
    },
    { kind: 'command', channel: null, words: '' },
  ],
  [
    'a button',
    action([{ ...pressed, action_id: 'useful:42', value: 'x' }]),
    { kind: 'press', act: trigger, id: 'useful:42', post, channel: 'C0RT' },
  ],
  [
    'a button in a thread',
    action([{ ...pressed, action_id: 'useful:42' }], {
      message: { ...message, thread_ts: '1763711000.000000' },
    }),
    { kind: 'press', post: { ...post, url: `${post.url}?thread_ts=1763711000.000000&cid=C0RT` } },
  ],
  [
    'a button in an ephemeral message',
    action([{ ...pressed, action_id: 'page:2' }], {
      message: undefined,
      container: { ...container, is_ephemeral: true },
    }),
    { kind: 'press', id: 'page:2' },
  ],
  ['a link button', action([{ ...pressed, action_id: '#link-2-0', url: 'https://a.example' }]), null],
  [
    'a menu of one',
    action([
      {
        type: 'static_select',
        action_id: 'pick:1',
        block_id: 'b',
        selected_option: { text: { type: 'plain_text', text: 'A' }, value: 'a' },
        action_ts: '1',
      },
    ]),
    { kind: 'selection', id: 'pick:1', values: ['a'], post },
  ],
  [
    'a menu of several',
    action([
      {
        type: 'multi_static_select',
        action_id: 'pick:2',
        block_id: 'b',
        selected_options: [{ value: 'a' }, { value: 'c' }],
        action_ts: '1',
      },
    ]),
    { kind: 'selection', id: 'pick:2', values: ['a', 'c'] },
  ],
  [
    'a menu that was emptied',
    action([{ type: 'multi_static_select', action_id: 'pick:2', selected_options: [], action_ts: '1' }]),
    null,
  ],
  [
    'a form',
    {
      type: 'view_submission',
      ...shared,
      user,
      trigger_id: trigger,
      response_urls: [],
      view: {
        id: 'VNHU13V36',
        type: 'modal',
        callback_id: 'note:42',
        private_metadata: '{"channel":"C0RT","answerTo":"https://hooks.slack.com/x"}',
        hash: '1763712090.abc',
        state: {
          values: {
            title: { title: { type: 'plain_text_input', value: 'A & <b>' } },
            empty: { empty: { type: 'plain_text_input', value: null } },
            one: { one: { type: 'static_select', selected_option: { value: 'b' } } },
            none: { none: { type: 'static_select', selected_option: null } },
            some: { some: { type: 'multi_static_select', selected_options: [{ value: 'a' }] } },
            day: { day: { type: 'datepicker', selected_date: '2026-12-04' } },
            never: { never: { type: 'datepicker', selected_date: null } },
          },
        },
      },
    },
    {
      kind: 'submission',
      act: trigger,
      id: 'note:42',
      channel: 'C0RT',
      fields: {
        title: 'A & <b>',
        empty: '',
        one: ['b'],
        none: [],
        some: ['a'],
        day: '2026-12-04',
        never: '',
      },
    },
  ],
  [
    'a message shortcut',
    {
      type: 'message_action',
      ...shared,
      user,
      action_ts: '1763712100.1',
      callback_id: 'keep',
      trigger_id: trigger,
      channel: { id: 'C0RT', name: 'radiotherapy' },
      message_ts: '1763712050.000200',
      message: {
        type: 'message',
        user: 'U2',
        ts: '1763712050.000200',
        text: 'See <!here> &gt; <#C1|general>',
      },
      response_url: 'https://hooks.slack.com/app/T0PHYS/1/x',
    },
    {
      kind: 'shortcut',
      act: trigger,
      name: 'keep',
      text: 'See @here > #general',
      author: { platform: 'slack', id: 'U2', name: 'U2' },
    },
  ],
  ['a closed form', { type: 'view_closed', ...shared, user, view: {} }, null],
];

/** Payloads in the shapes of docs.slack.dev (interaction payloads, Events API), and what they have to become. */
export const payloads = [...recordings(rows), ...events];
