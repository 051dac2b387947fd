import { post, type Row, recordings, shared } from './recordings.ts';

const event = (inner: object) => ({
  ...shared,
  team_id: 'T0PHYS',
  type: 'event_callback',
  event_id: 'Ev08MFMKH6',
  event_time: 1763712040,
  authorizations: [{ team_id: 'T0PHYS', user_id: 'U0BOT', is_bot: true }],
  event: inner,
});
const said = {
  type: 'message',
  user: 'U061F7AUR',
  text: 'I &amp; <@U2|ben> saw <https://a.example/?b=1&amp;c=2|this> &lt;b&gt;',
  ts: '1763712050.000200',
  thread_ts: '1763712000.000100',
  parent_user_id: 'U0BOT',
  channel: 'C0RT',
  channel_type: 'channel',
};

const rows: readonly Row[] = [
  [
    'a reaction with a skin tone',
    event({
      type: 'reaction_added',
      user: 'U061F7AUR',
      reaction: '+1::skin-tone-3',
      item_user: 'U0BOT',
      item: { type: 'message', channel: 'C0RT', ts: post.id },
      event_ts: '1',
    }),
    { kind: 'reaction', act: 'Ev08MFMKH6', emoji: '+1', post },
  ],
  [
    'a reaction to somebody else',
    event({
      type: 'reaction_added',
      user: 'U061F7AUR',
      reaction: '+1',
      item_user: 'U2',
      item: { type: 'message', channel: 'C0RT', ts: post.id },
    }),
    null,
  ],
  [
    'an answer',
    event(said),
    { kind: 'answer', act: 'Ev08MFMKH6', text: 'I & @ben saw this <b>', post: { ...post }, channel: 'C0RT' },
  ],
  ['an answer to somebody else', event({ ...said, parent_user_id: 'U2' }), null],
  ['a message in the channel', event({ ...said, thread_ts: undefined }), null],
  ['an edited answer', event({ ...said, subtype: 'message_changed' }), null],
  ["a bot's answer", event({ ...said, bot_id: 'B9' }), null],
  ['our own answer', event({ ...said, user: 'U0BOT' }), null],
  ['somebody who joined', event({ type: 'member_joined_channel', user: 'U2', channel: 'C0RT' }), null],
];

/** The Events API's envelopes. */
export const events = recordings(rows);
