import { describe, expect, it } from 'vitest';
import { parsePolls, readPolls } from '../../src/polls/asking/file.ts';
import type { Known } from '../../src/polls/asking/file-schema.ts';

const known: Known = {
  groups: new Map([
    ['mr', { zone: 'Europe/London', reached: true }],
    ['office', { zone: 'Europe/London', reached: false }],
    ['radiotherapy', { zone: 'Europe/London', reached: true }],
    ['nuclear-medicine', { zone: 'Europe/London', reached: true }],
  ]),
  people: ['ada', 'Ada Obi'],
  now: new Date('2026-11-21T12:00:00Z'),
};
const read = (text: string) => parsePolls(text, 'polls.yaml', known);
const plain = 'question: Which?\noptions: [One, Two]\ngroups: [mr]\n';

/** What is said of a file, a sentence a line. */
function mistakes(text: string): string[] {
  try {
    read(text);
  } catch (error) {
    return (error as Error).message.split('\n');
  }
  return [];
}

describe('a file of polls', () => {
  it('holds one poll, with what is left out filled in', () => {
    expect(read(plain)).toEqual([
      {
        template: 'need',
        question: 'Which?',
        options: ['One', 'Two'],
        groups: ['mr'],
        choose: 1,
        anonymous: true,
        shows: 'voted',
        lasts: 7,
      },
    ]);
  });

  it('holds several, and templates that bring their own question and options', () => {
    const polls = read(
      'polls:\n  - { template: when, groups: all }\n  - { template: level, subject: MR, groups: [mr], choose: any }\n',
    );
    expect(polls.map(({ template, choose }) => [template, choose])).toEqual([
      ['when', 1],
      ['level', 25],
    ]);
  });

  it('is the example, word for word', async () => {
    const path = new URL('../../examples/needs-poll.yaml', import.meta.url).pathname;
    expect(await readPolls(path, known)).toHaveLength(4);
  });

  it('names line, field and what was expected, all mistakes together', () => {
    const text = `polls:
  - question: Which?
    options: [One, 2]
    groups: [mr]
    lasts: 90
  - question: ${'x'.repeat(151)}
    chose: 2
    groups: []
    shows: sometimes
`;
    expect(mistakes(text)).toEqual([
      'polls.yaml:3: poll 1: options has a number without quotes. Expected: one line of 1 to 75 characters, in quotes if it is a number.',
      'polls.yaml:5: poll 1: lasts has 90. Expected: a whole number of days from 1 to 60.',
      `polls.yaml:6: poll 2: question has “${'x'.repeat(59)}…”. Expected: one line of 1 to 150 characters, in quotes if it is a number.`,
      expect.stringMatching(
        /^polls\.yaml:7: poll 2 has “chose”, which is not a key here\. Expected: .*did you mean “choose”/,
      ),
      expect.stringMatching(
        /^polls\.yaml:8: poll 2: groups has a list\. Expected: all, or a list of groups by their slug: mr, /,
      ),
      'polls.yaml:9: poll 2: shows has “sometimes”. Expected: closed, voted, always.',
    ]);
  });

  it.each([
    [
      'groups: [radioterapy]',
      'groups: [mr]',
      /:3: the poll: groups names the group “radioterapy”.*did you mean “radiotherapy”/,
    ],
    ['groups: [office]', 'groups: [mr]', /:3: the poll: groups names no group that has a channel/],
    [
      'options: [One, one, " ONE"]',
      'options: [One, Two]',
      /:2: the poll: options has “one”, which is already there/,
    ],
    ['options: [One]', 'options: [One, Two]', /:2: the poll: options has 1\. Expected: 2 to 10 options/],
    ['options: ["\\u200b", Two]', 'options: [One, Two]', /:2: the poll: options has .*Expected: one line/],
    [
      'groups: [mr]\nopens: 2026-11-21 11:00',
      'groups: [mr]',
      /:4: the poll: opens has “2026-11-21 11:00”.*a future day/,
    ],
    ['groups: [mr]\nopens: 2027-02-30 09:00', 'groups: [mr]', /:4: the poll: opens has “2027-02-30 09:00”/],
    ['groups: [mr]\nopens: 2027-02-03 25:00', 'groups: [mr]', /:4: the poll: opens has “2027-02-03 25:00”/],
    ['groups: [mr]\nlasts: 10\nrepeat: weekly', 'groups: [mr]', /:4: the poll: lasts has 10.*at most 7 days/],
    ['groups: [mr]\nzone: Europe/Lundon', 'groups: [mr]', /:4: the poll: zone has “Europe\/Lundon”/],
    [
      'groups: [mr]\nasker: Eda Obi',
      'groups: [mr]',
      /:4: the poll: asker names “Eda Obi”.*did you mean “Ada Obi”/,
    ],
    ['groups: [mr]\ntemplate: level', 'groups: [mr]', /the poll: subject is missing/],
    ['groups: [mr', 'groups: [mr]', /cannot be read as YAML/],
  ])('refuses %j', (wrong, right, sentence) => {
    expect(mistakes(plain.replace(right, wrong)).join('\n')).toMatch(sentence);
  });

  it('is text in UTF-8 that can be opened, and not huge', async () => {
    await expect(readPolls('/nowhere.yaml', known)).rejects.toThrow('/nowhere.yaml cannot be read (ENOENT).');
    expect(mistakes('[]').join()).toMatch(
      /^polls\.yaml:1: the poll has a list\. Expected: the keys template, subject,/,
    );
    expect(mistakes('').join()).toMatch(/Expected: the keys template/);
  });
});
