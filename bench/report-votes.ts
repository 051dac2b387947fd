import type { Election, Elections } from './votes.ts';

/** The table of votes in README.md, in Markdown. */
export function reportVotes({ both, one }: Elections): string {
  const ratio = (of: (election: Election) => number) => (of(both) / of(one)).toFixed(2);
  return [
    `**Votes**: ${both.count + both.late} from ${both.people} people, while ${both.delivery.posts} posts of a digest go out to the same ${both.copies} channels`,
    '',
    '| | votes | in seconds | p50 | p99 | longest | later than 3 s | shown everywhere after | redraws of a copy, most | 429s | processor, a vote |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    row('people on both platforms', both),
    row('all of them on Slack', one),
    `| ratio | | ${ratio((e) => e.seconds)} | ${ratio((e) => e.p50)} | ${ratio((e) => e.p99)} | ${ratio((e) => e.most)} | | ${ratio((e) => e.shown)} | | | ${ratio((e) => e.cost)} |`,
    '',
    `A vote is acknowledged once it is kept. The goal is a p99 below 250 ms, the platforms’ limit is 3 s. Up to ${both.ownDelay.toFixed(0)} ms may be the sandbox’s own. *Processor* holds redraws and digest too.`,
  ].join('\n');
}

function row(name: string, election: Election): string {
  const { count, seconds, p50, p99, most, late, shown, edits, refused, cost } = election;
  return `| ${name} | ${count} | ${seconds.toFixed(1)} | ${p50.toFixed(1)} ms | ${p99.toFixed(1)} ms | ${most.toFixed(1)} ms | ${late} | ${shown.toFixed(1)} s | ${edits} | Slack ${refused.slack}, Discord ${refused.discord} | ${cost.toFixed(1)} ms |`;
}

/** What must not have happened: empty when every vote was counted once. */
export function lostVotes({ both, one }: Elections): string[] {
  return [...both.lost, ...one.lost].map((sentence) => `Votes: ${sentence}`);
}
