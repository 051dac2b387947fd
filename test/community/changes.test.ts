import { describe, expect, it } from 'vitest';
import { planChanges } from '../../src/community/changes.ts';
import { parseCommunity } from '../../src/community/file.ts';
import { type State, stateOf } from '../../src/community/state.ts';

const known = { topics: ['digital', 'safety'], platforms: ['slack', 'discord'] };
const state = (text: string): State => stateOf(parseCommunity(text, 'x.yaml', known));
const sentences = (current: State, wanted: State) =>
  planChanges(current, wanted).map(({ sentence }) => sentence);

const before = state(`
groups:
  - { slug: mr, name: MR, kind: sig, topics: { digital: 1, safety: 2 }, channels: { slack: [C01AAAAAA, C02AAAAAA] }, digest: { time: "08:00" } }
  - { slug: ct, name: CT, kind: sig, channels: { discord: ["112233445566778899"] } }
  - { slug: old, name: Old, kind: coi }
people:
  - { slug: ann, name: Ann, accounts: { slack: U01AAAAAA, discord: "223344556677889900" }, roles: { mr: chair, ct: member, old: member } }
  - { slug: bob, name: Bob, accounts: { slack: U02AAAAAA }, roles: { mr: member, old: chair } }
sources:
  - { address: "https://x.org/", name: X, kind: journal, groups: [mr, old] }
  - { address: "https://gone.org/", name: Gone, kind: policy }
`);

describe('planChanges', () => {
  it('finds nothing to do between a state and itself, however its lists are ordered', () => {
    expect(planChanges(before, before)).toEqual([]);
    const turned = Object.fromEntries(
      Object.entries(before).map(([key, rows]) => [key, [...rows].reverse()]),
    );
    expect(planChanges(before, turned as unknown as State)).toEqual([]);
    const topics = { safety: 2, digital: 1 };
    const groups = before.groups.map((group) => (group.slug === 'mr' ? { ...group, topics } : group));
    expect(planChanges(before, { ...before, groups })).toEqual([]);
  });

  it('builds everything from nothing: things before what ties them', () => {
    const empty = state('groups: []');
    expect(sentences(empty, before)).toEqual([
      'Group “mr” added: MR.',
      'Group “ct” added: CT.',
      'Group “old” added: Old.',
      'Person “ann” added: Ann.',
      'Person “bob” added: Bob.',
      'Source “https://x.org/” added: X.',
      'Source “https://gone.org/” added: Gone.',
      'Channel slack C01AAAAAA added to group “mr”.',
      'Channel slack C02AAAAAA added to group “mr”.',
      'Channel discord 112233445566778899 added to group “ct”.',
      'Account slack U01AAAAAA added to “ann”.',
      'Account discord 223344556677889900 added to “ann”.',
      'Account slack U02AAAAAA added to “bob”.',
      '“ann” is now chair of “mr”.',
      '“ann” is now member of “ct”.',
      '“ann” is now member of “old”.',
      '“bob” is now member of “mr”.',
      '“bob” is now chair of “old”.',
      'Source “X” is now read for mr, old.',
      'Source “Gone” is now read for mr, ct, old.',
    ]);
  });

  it('follows the file in all that it names, and leaves and names the rest', () => {
    const after = state(`
groups:
  - { slug: mr, name: MR SIG, kind: sig, topics: { digital: 3 }, channels: { slack: [C01AAAAAA] }, digest: { time: "09:00" } }
  - { slug: ct, name: CT, kind: sig, channels: { slack: [C02AAAAAA] } }
people:
  - { slug: ann, name: Ann, accounts: { slack: U02AAAAAA }, roles: { mr: member } }
sources:
  - { address: "https://x.org/", name: X, kind: journal, groups: [ct] }
  - { address: "https://new.org/", name: New, kind: policy, groups: [mr] }
`);
    expect(sentences(before, after)).toEqual([
      'Group “mr” changed: name “MR” → “MR SIG”; topics digital 1, safety 2 → digital 3; digest time “08:00” → “09:00”.',
      'Source “https://new.org/” added: New.',
      'Channel discord 112233445566778899 removed from group “ct”.',
      'Channel slack C02AAAAAA moved from group “mr” to “ct”.',
      'Account slack U01AAAAAA removed from “ann”.',
      'Account discord 223344556677889900 removed from “ann”.',
      'Account slack U02AAAAAA moved from “bob” to “ann”.',
      '“ann” is no longer member of “ct”.',
      '“ann” is now member of “mr”, no longer chair.',
      'Source “X” is no longer read for mr.',
      'Source “X” is now read for ct.',
      'Source “New” is now read for mr.',
      'Group “old” is not in the file and stays as it is.',
      'Person “bob” is not in the file and stays as it is (still member of “mr”, chair of “old”).',
      'Source “https://gone.org/” is not in the file and stays as it is.',
    ]);
  });

  it('names an account that acted on its own', () => {
    const accounts = before.accounts.map((account) => ({
      ...account,
      person: account.person === 'bob' ? null : account.person,
    }));
    expect(sentences({ ...before, accounts }, before)).toEqual([
      'Account slack U02AAAAAA, already in use, now belongs to “bob”.',
    ]);
  });
});
