import { describe, expect, it } from 'vitest';
import { marksIn, visibleText } from '../../sandbox/discord/text/markdown.ts';
import { mentions } from '../../sandbox/discord/text/mentions.ts';

const kinds = (content: string) => marksIn(content).map(({ kind }) => kind);

describe('reading Discord markdown', () => {
  it.each([
    ['**bold** and *italic*', 'bold and italic', ['bold', 'italic']],
    ['__under__ ~~gone~~ ||secret||', 'under gone secret', ['underline', 'strike', 'spoiler']],
    ['***both***', 'both', ['bold', 'italic']],
    ['_slant_', 'slant', ['italic']],
    ['**two\nlines**', 'two\nlines', ['bold']],
    ['`a*b*c`', 'a*b*c', ['code']],
    ['```js\nlet a = **1**\n```', 'let a = **1**', ['codeblock']],
    ['# Title\ntext', 'Title\ntext', ['heading']],
    ['-# small', 'small', ['subtext']],
    ['- one\n2. two', '• one\n2. two', ['item', 'item']],
    ['> said\n> twice\nend', 'said\ntwice\nend', ['quote']],
    ['>>> all\nof it', 'all\nof it', ['quote']],
    ['[label](https://example.org/a)', 'label', ['link']],
    ['see https://example.org/a.', 'see https://example.org/a.', ['link']],
    ['<https://example.org>', 'https://example.org', ['link']],
    ['<@12> <@&34> <#56> <:star:78>', '@12 @34 #56 :star:', ['user', 'role', 'channel', 'emoji']],
    ['<t:0:R>', '1970-01-01T00:00:00.000Z', ['time']],
    ['@everyone @here', '@everyone @here', ['everyone', 'here']],
    ['</horizon today:99>', '/horizon today', ['command']],
  ])('%s', (content, visible, found) => {
    expect(visibleText(content)).toBe(visible);
    expect(kinds(content)).toEqual(found);
  });

  it.each([
    ['snake_case_name', 'snake_case_name'],
    ['2 * 3 * 4', '2 * 3 * 4'],
    ['#tag and a - b > c', '#tag and a - b > c'],
    ['\\*\\*not bold\\*\\*', '**not bold**'],
    ['\\_a\\_ \\~\\~b\\~\\~ \\|\\|c\\|\\| \\`d\\`', '_a_ ~~b~~ ||c|| `d`'],
    ['\\# no title\n\\> no quote\n\\- no list\n1\\. none', '# no title\n> no quote\n- no list\n1. none'],
    ['\\[x](y)', '[x](y)'],
    ['https\\://example.org', 'https://example.org'],
    ['\\<@12\\> \\<#3\\> \\<:a:4\\>', '<@12> <#3> <:a:4>'],
    ['@\u200beveryone', '@\u200beveryone'],
    ['a\\\\b', 'a\\b'],
    ['[x](javascript:alert)', '[x](javascript:alert)'],
  ])('plain: %s', (content, visible) => {
    expect(visibleText(content)).toBe(visible);
    expect(kinds(content)).toEqual([]);
  });
});

describe('who a message notifies', () => {
  const text = 'Hi <@1> <@!2> <@&3> @everyone, not `<@4>` nor \\<@5>';

  it('names all without allowed_mentions, none with an empty parse', () => {
    expect(mentions(text)).toEqual({ users: ['1', '2'], roles: ['3'], everyone: true, here: false });
    expect(mentions(text, { parse: [] })).toEqual({ users: [], roles: [], everyone: false, here: false });
    expect(mentions(text, {})).toEqual({ users: [], roles: [], everyone: false, here: false });
  });

  it('keeps to the kinds and ids that are allowed', () => {
    expect(mentions(text, { parse: ['roles'], users: ['2', '9'] })).toMatchObject({
      users: ['2'],
      roles: ['3'],
      everyone: false,
    });
  });

  it('a backslash does not disarm @everyone, an invisible space does', () => {
    expect(mentions('\\@everyone').everyone).toBe(true);
    expect(mentions('@\u200beveryone').everyone).toBe(false);
    expect(mentions('**@here**').here).toBe(true);
  });
});
