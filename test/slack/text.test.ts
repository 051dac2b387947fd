import { describe, expect, it } from 'vitest';
import { renderForm } from '../../adapters/slack/form.ts';
import { renderMessage } from '../../adapters/slack/message.ts';
import { readable, smallPrint } from '../../adapters/slack/text.ts';
import { aside, heading, paragraph, say } from '../../src/chat/message.ts';

const types = (blocks: readonly object[]) => blocks.map((block) => (block as { type: string }).type);

describe('small print', () => {
  it('stays small as plain text when it holds words alone, whatever they are', () => {
    for (const words of ['Because of “AI”.', '*b* :smile: <!here>', '&lt;', 'x'.repeat(3000)])
      expect(smallPrint(words)).toMatchObject({ type: 'context', elements: [{ type: 'plain_text' }] });
  });

  it('stays small with links while nothing in it could mean anything', () => {
    const linked = [
      'From ',
      { text: 'GOV.UK & others', link: 'https://example.org/?a=1&b=<2|3>' },
      ' · policy',
    ];
    expect(smallPrint(linked)).toEqual({
      type: 'context',
      elements: [
        {
          type: 'mrkdwn',
          verbatim: true,
          text: 'From <https://example.org/?a=1&amp;b=%3C2%7C3%3E|GOV.UK &amp; others> · policy',
        },
      ],
    });
  });

  it('is rich text, at full size, rather than mean something', () => {
    const link = { text: 'here', link: 'https://example.org/' };
    for (const words of ['*b* ', '_ ', '`c` ', '> q ', 'a | b ', ':smile: ', ':'])
      if (words !== ':') expect(smallPrint([words, link])).toMatchObject({ type: 'rich_text' });
    expect(smallPrint([':', { text: 'smile:', link: 'https://example.org/' }])).toMatchObject({
      type: 'rich_text',
    });
    expect(smallPrint([{ text: 'two\nlines', link: 'https://example.org/' }])).toMatchObject({
      type: 'rich_text',
    });
    expect(smallPrint([link, '&'.repeat(2000)])).toMatchObject({ type: 'rich_text' });
  });
});

describe('messages', () => {
  it('keep unseen what is no address, and say it as words', () => {
    for (const link of ['javascript:alert(1)', 'nonsense', `https://example.org/${'x'.repeat(3000)}`])
      expect(JSON.stringify(renderMessage(say([{ text: 'A title', link }])))).not.toContain('"link"');
  });

  it('never hold an empty text, which Slack refuses', () => {
    const rendered = renderMessage({
      summary: '',
      blocks: [
        { kind: 'text', text: '' },
        { kind: 'aside', text: [] },
        { kind: 'text', text: '\u202e' },
        { kind: 'aside', text: ['x', { text: '\u2066', link: 'https://example.org/' }] },
      ],
    });
    expect(JSON.stringify(rendered.blocks)).not.toContain('"text":""');
    expect(renderMessage({ summary: 'Alone', blocks: [] }).blocks).toHaveLength(1);
  });

  it('show a heading whole, though keeping it literal makes it too long for a header', () => {
    expect(types(renderMessage({ summary: 'x', blocks: [heading('&lt;'.repeat(37))] }).blocks)).toEqual([
      'rich_text',
    ]);
    expect(types(renderMessage({ summary: 'x', blocks: [heading('x'.repeat(150))] }).blocks)).toEqual([
      'header',
    ]);
  });

  it('escape what is in notifications', () => {
    expect(renderMessage({ summary: '<!channel> & co', blocks: [paragraph('x'), aside('y')] }).text).toBe(
      '&lt;!channel&gt; &amp; co',
    );
  });
});

describe('forms', () => {
  it('carry where they were opened within what Slack carries', () => {
    const from = {
      person: 'U1',
      channel: 'C1',
      thread: '1763712000.000100',
      trigger: 'secret-of-three-seconds',
      answerTo: `https://hooks.slack.com/${'x'.repeat(200)}`,
      touched: { channel: 'C1', ts: '1763712000.000100', ephemeral: false },
    };
    const { private_metadata: carried } = renderForm(
      { id: 'note:1', title: 'T', submit: 'S', fields: [] },
      from,
    ) as { private_metadata: string };
    const { person, trigger, ...rest } = from;
    expect(JSON.parse(carried)).toEqual(rest);
    expect(carried.length).toBeLessThan(3000);
  });
});

describe('what people said', () => {
  it.each([
    ['Hello <@U1>', 'Hello @U1'],
    ['<@U1|ada> in <#C1|general>', '@ada in #general'],
    ['<!here> <!channel> <!subteam^S1|@steric>', '@here @channel @steric'],
    ['<https://example.org/?a=1&amp;b=2>', 'https://example.org/?a=1&b=2'],
    ['<https://example.org|a page>, <mailto:a@example.org|mail>', 'a page, mail'],
    ['<!date^1392734382^{date}|18 Feb>', '18 Feb'],
    ['1 &lt; 2 &amp;&amp; &amp;lt;', '1 < 2 && &lt;'],
  ])('%s reads %s', (sent, read) => expect(readable(sent)).toBe(read));
});
