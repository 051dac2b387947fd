import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Community, parseCommunity } from '../../src/community/file.ts';
import { Refusal } from '../../src/errors.ts';
import { topicIds } from '../../src/taxonomy/topics.ts';

const known = { topics: topicIds, platforms: ['slack', 'discord'] };
const read = (text: string): Community => parseCommunity(text, 'x.yaml', known);

/** The mistakes in a text, one a line; none when it can be read. */
function complaints(text: string): string[] {
  try {
    read(text);
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(Refusal);
    return (error as Refusal).message.split('\n');
  }
}

const group = (more: string) => `groups:\n  - slug: mr\n    name: MR SIG\n    kind: sig\n    ${more}\n`;
const source = (more: string) =>
  `groups:\n  - { slug: mr, name: MR, kind: sig }\nsources:\n  - address: https://x.org/feed\n    name: X\n    kind: journal\n    ${more}\n`;

describe('a community file', () => {
  it('is read, with what was left out filled in', () => {
    const [mr] = read(group('digest: { time: "08:30" }')).groups;
    expect(mr).toEqual({
      slug: 'mr',
      name: 'MR SIG',
      kind: 'sig',
      zone: 'Europe/London',
      topics: {},
      keywords: [],
      channels: {},
      digest: { time: '08:30', days: [1, 2, 3, 4, 5], size: 8 },
    });
    expect(read('groups: []')).toEqual({ groups: [], people: [], sources: [] });
    expect(read(group('digest: { time: 08:30, days: [sun, mon, mon] }')).groups[0]!.digest!.days).toEqual([
      1, 7,
    ]);
    expect(read(source('')).sources[0]).toMatchObject({
      weight: 1,
      groups: 'all',
      licence: null,
      attribution: null,
    });
    expect(read(source('').replace('/feed', '')).sources[0]!.address).toBe('https://x.org/');
  });

  it.each([
    [
      'digest: { time: "08:00", days: [mon, Funday] }',
      'x.yaml:5: group “mr”: digest.days has “Funday”. Expected: mon, tue, wed, thu, fri, sat, sun.',
    ],
    ['digest: { time: "8:00" }', 'x.yaml:5: group “mr”: digest.time has “8:00”. Expected: a time of day'],
    ['digest: { time: "24:00" }', 'digest.time has “24:00”'],
    ['digest: { size: 4 }', 'x.yaml:5: group “mr”: digest.time is missing. Expected: a time of day'],
    [
      'digest: { time: "08:00", size: 16 }',
      'digest.size has 16. Expected: a whole number of items from 1 to 15.',
    ],
    ['digest: { time: "08:00", size: 0 }', 'digest.size has 0'],
    ['digest: { time: "08:00", days: [] }', 'digest.days has a list. Expected: at least one of mon'],
    ['zone: Europe/Londn', 'zone has “Europe/Londn”. Expected: an IANA time zone'],
    [
      'topics: { digitl: 1 }',
      'topics has “digitl”, which is not a key here. Expected: climate, workforce, safety, collaboration, digital, personalised (did you mean “digital”?).',
    ],
    ['topics: { digital: 3.1 }', 'topics.digital has 3.1. Expected: a number from 0'],
    ['topics: { digital: -1 }', 'topics.digital has -1'],
    [
      'chanels: {}',
      'x.yaml:5: group “mr” has “chanels”, which is not a key here. Expected: slug, name, kind, zone, topics, keywords, channels, digest (did you mean “channels”?).',
    ],
    ['channels: { slack: ["#general"] }', 'channels.slack has “#general”. Expected: the platform’s own id'],
    [
      'channels: { slack: [announcements] }',
      'channels.slack has “announcements”. Expected: the platform’s own id',
    ],
    [
      'channels: { discord: [112233445566778899] }',
      'channels.discord has a number without quotes. Expected: the platform’s own id in quotes',
    ],
    ['channels: { teams: [] }', 'channels has “teams”, which is not a key here. Expected: slack, discord.'],
    [
      'channels: { slack: [C01ABCDEF, C01ABCDEF] }',
      'channels.slack has “C01ABCDEF”, which is already here. Expected: each channel under one group, once.',
    ],
    ['keywords: DICOM', 'keywords has “DICOM”. Expected: a list of words'],
    ['keywords: ["…"]', 'keywords has “…”. Expected: a word or phrase'],
    ['name: again', 'x.yaml:5: the key “name” appears twice here. Expected: each key once.'],
    ['zone: !!binary x', 'x.yaml:5: '],
  ])('with a mistake in a group (%s) is refused', (more, complaint) => {
    expect(complaints(group(more)).join('\n')).toContain(complaint);
  });

  it.each([
    [
      'groups: [mri]',
      'x.yaml:7: source “X”: groups names the group “mri”, which is not in the file. Expected: a group of this file (did you mean “mr”?).',
    ],
    ['groups: [mr, mr]', 'groups has “mr”, which is already here. Expected: each group once.'],
    ['groups: some', 'groups has “some”. Expected: all, or a list of groups'],
    ['weight: 4', 'x.yaml:7: source “X”: weight has 4'],
    ['weight: heavy', 'weight has “heavy”'],
    ['licence: |\n      two\n      lines', 'licence has “two lines'],
  ])('with a mistake in a source (%s) is refused', (more, complaint) => {
    expect(complaints(source(more)).join('\n')).toContain(complaint);
  });

  it.each([
    'ftp://x.org/feed',
    'x.org/feed',
    'https://user:secret@x.org/feed',
    'javascript:alert(1)',
    'file:///etc/passwd',
  ])('refuses the address %s', (address) => {
    expect(complaints(source('').replace('https://x.org/feed', address))[0]).toMatch(
      /^x\.yaml:4: source “X”: address has/,
    );
  });

  it('names what stands twice, where it stands the second time', () => {
    const twice = `groups:
  - { slug: mr, name: MR, kind: sig, channels: { slack: [C01ABCDEF] } }
  - { slug: ct, name: CT, kind: sig, channels: { slack: [C01ABCDEF] } }
  - { slug: mr, name: MR again, kind: sig }
people:
  - { slug: a, name: A, accounts: { slack: U01ABCDEF }, roles: { mri: chair } }
  - { slug: a, name: B, accounts: { slack: U01ABCDEF, discord: U01ABCDEF } }
sources:
  - { address: https://x.org, name: X, kind: journal }
  - { address: "https://X.org/", name: Y, kind: journal }
`;
    const found = complaints(twice);
    expect(found.map((line) => line.split('. Expected')[0])).toEqual([
      'x.yaml:3: group “ct”: channels.slack has “C01ABCDEF”, which is already here',
      'x.yaml:4: group “mr”: slug has “mr”, which is already here',
      'x.yaml:6: person “a”: roles names the group “mri”, which is not in the file',
      'x.yaml:7: person “a”: slug has “a”, which is already here',
      'x.yaml:7: person “a”: accounts.slack has “U01ABCDEF”, which is already here',
      'x.yaml:10: source “Y”: address has “https://x.org/”, which is already here',
    ]);
  });

  it('tells all mistakes at once, up to twenty, in the order of the file', () => {
    const many = `groups:\n${Array.from({ length: 30 }, (_, i) => `  - { slug: g-${i}, name: G, kind: sgi }\n`).join('')}`;
    const found = complaints(many);
    expect(found).toHaveLength(21);
    expect(found[0]).toBe(
      'x.yaml:2: group “g-0”: kind has “sgi”. Expected: sig, coi, council, office, advisory (did you mean “sig”?).',
    );
    expect(found[19]).toContain('x.yaml:21:');
    expect(found[20]).toBe('… and 10 more.');
  });

  it('names the line of a value that an alias brings', () => {
    expect(
      complaints('groups:\n  - &a { slug: mr, name: MR,\n    kind: sgi }\npeople: []\nsources: []\n')[0],
    ).toMatch(/^x\.yaml:3:/);
    const shared =
      'groups:\n  - { slug: a, name: A, kind: sig, topics: &t {\n      digital: 9 } }\n  - { slug: b, name: B, kind: sig, topics: *t }\n';
    expect(complaints(shared).map((line) => line.slice(0, 26))).toEqual([
      'x.yaml:3: group “a”: topic',
      'x.yaml:3: group “b”: topic',
    ]);
  });

  it.each([
    ['nothing', '', 'x.yaml:1: the file has nothing'],
    ['a list', '- a', 'x.yaml:1: the file has a list'],
    ['no groups', 'people: []', 'x.yaml:1: the file: groups is missing'],
    ['two documents', 'groups: []\n---\ngroups: []', 'x.yaml:2: cannot be read as YAML: a second document'],
    [
      'a billion laughs',
      `a: &a [${'x,'.repeat(9)}]\nb: &b [${'*a,'.repeat(9)}]\nc: &c [${'*b,'.repeat(9)}]\nd: [${'*c,'.repeat(9)}]`,
      'the aliases (*name) in the file cannot be followed',
    ],
    [
      'thousands of aliases of nothing',
      `groups: &a []\npeople: [${'*a,'.repeat(300_000)}]`,
      'the aliases (*name) in the file cannot be followed',
    ],
    [
      'wrong in every word',
      `groups:\n${Array.from({ length: 60_000 }, (_, i) => `  k${i}: 1\n`).join('')}`,
      'groups has a set of keys',
    ],
    ['an alias of itself', 'groups: &a [*a]', 'x.yaml:1: group number 1'],
    ['an alias of nothing', 'groups: *a', 'x.yaml:1: '],
    ['a hundred thousand brackets', '['.repeat(100_000), 'brackets nested too deeply'],
    ['over a million characters', `groups: []${' '.repeat(1_000_000)}`, 'the file is too long'],
    ['a prototype', 'groups: []\n__proto__: { groups: [] }', 'the file has “__proto__”'],
  ])('that is %s is refused', (_, text, complaint) => {
    expect(complaints(text).join('\n')).toContain(complaint);
  });

  it('never meets anything but a refusal, whatever it holds', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'groups:',
        'people:',
        'sources:',
        '\n',
        '\n  - ',
        '\n    ',
        ' ',
        'slug: a',
        'name: ',
        'kind: sig',
        'roles: ',
        'accounts: ',
        'topics: ',
        'digest: ',
        '{',
        '}',
        '[',
        ']',
        ',',
        '&a ',
        '*a',
        '|',
        '>',
        '"',
        '~',
        '? ',
        '!!set ',
        '1',
        '<<: ',
      ),
      fc.string({ maxLength: 6 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        for (const complaint of complaints(pieces.join('')))
          expect(complaint).toMatch(/^x\.yaml:\d+: |^… and/);
      }),
      { numRuns: 500 },
    );
  });
});
