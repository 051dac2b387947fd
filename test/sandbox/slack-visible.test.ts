import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inert, links, mentions, read, visibleText } from '../../sandbox/slack/visible.ts';

const verbatim = (text: string) => [{ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } }];
const rich = (text: string) => [
  { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }] },
];

describe('mrkdwn as Slack shows it', () => {
  it.each([
    ['a &lt;b&gt; &amp;amp;', 'a <b> &amp;'],
    ['see <https://a.example/?a=1&amp;b=2|the *paper*>', 'see the *paper*'],
    ['hello <@U1> and <!here>', 'hello @U1 and @here'],
    ['*bold* _it_ ~no~ `code`', 'bold it no code'],
    ['2*3*4 and snake_case_name', '2*3*4 and snake_case_name'],
    ['* not bold * and *x', '* not bold * and *x'],
    ['&gt; quoted', 'quoted'],
    [':bomb: at 12:30:45', '⟦bomb⟧ at 12:30:45'],
    ['```a *b* &lt;```', 'a *b* <'],
  ])('%s', (written, shown) => {
    expect(visibleText(written)).toBe(shown);
  });

  it('finds every way to mention', () => {
    expect(mentions('<@U1> <#C1|x> <!subteam^S1|@x> <!channel> <!everyone>')).toEqual([
      'U1',
      'C1',
      'S1',
      'channel',
      'everyone',
    ]);
    expect(mentions('&lt;@U1&gt; &lt;!channel&gt;')).toEqual([]);
    expect(mentions([{ type: 'section', text: { type: 'mrkdwn', text: '@here' } }])).toEqual(['here']);
    expect(mentions(verbatim('@here'))).toEqual([]);
    expect(mentions('`<@U1>`')).toEqual(['U1']);
  });

  it('links bare addresses unless told not to', () => {
    expect(links('go to https://a.example/x now')).toEqual(['https://a.example/x']);
    expect(links(verbatim('go to https://a.example/x now'))).toEqual([]);
    expect(links(verbatim('<https://a.example|x>'))).toEqual(['https://a.example']);
  });

  it.each(['*a*', '_a_', '~a~', '`a`', '> a', '&gt; a', ':smile:', '<a>', '(*a*)'])(
    'sees that %s is not inert',
    (text) => {
      expect(inert(verbatim(text))).toBe(false);
    },
  );

  it('carries styles', () => {
    expect(read('*a _b_*')).toEqual([
      { text: 'a ', style: { bold: true } },
      { text: 'b', style: { bold: true, italic: true } },
    ]);
  });
});

describe('rich text and plain text', () => {
  it('shows the text of rich text literally, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'binary' }), (text) => {
        expect(visibleText(rich(text))).toBe(text);
        expect(inert(rich(text))).toBe(true);
      }),
    );
    expect(inert(rich('<!channel> *a* https://a.example :bomb: &amp;'))).toBe(true);
  });

  it('reads links, people, broadcasts, lists and styles', () => {
    const elements = [
      { type: 'link', url: 'https://a.example', text: 'paper', style: { bold: true } },
      { type: 'text', text: ' by ' },
      { type: 'user', user_id: 'U1' },
      { type: 'broadcast', range: 'here' },
    ];
    const list = {
      type: 'rich_text_list',
      style: 'ordered',
      elements: [
        { type: 'rich_text_section', elements: [{ type: 'text', text: 'one' }] },
        { type: 'rich_text_section', elements: [{ type: 'text', text: 'two' }] },
      ],
    };
    const blocks = [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements }, list] }];
    expect(visibleText(blocks)).toBe('paper by @U1@here\n1. one\n2. two');
    expect(mentions(blocks)).toEqual(['U1', 'here']);
    expect(links(blocks)).toEqual(['https://a.example']);
    expect(read(blocks)[0]?.style).toEqual({ bold: true });
  });

  it('makes emoji of plain text unless told not to', () => {
    const header = (more: object) => [
      { type: 'header', text: { type: 'plain_text', text: 'a :bomb: *b*', ...more } },
    ];
    expect(visibleText(header({}))).toBe('a ⟦bomb⟧ *b*');
    expect(visibleText(header({ emoji: false }))).toBe('a :bomb: *b*');
  });

  it('shows what stands on buttons and in menus', () => {
    const options = [{ text: { type: 'plain_text', text: 'Maybe' }, value: 'm' }];
    const elements = [
      { type: 'button', text: { type: 'plain_text', text: 'Yes' } },
      { type: 'static_select', options },
    ];
    expect(visibleText([{ type: 'actions', elements }])).toBe('Yes\nMaybe');
  });
});
