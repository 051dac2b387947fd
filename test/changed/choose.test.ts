import { describe, expect, it } from 'vitest';
import { chooseTests, type TestFile } from './choose.ts';

const file = (path: string, seconds = 1, ...imports: string[]): TestFile => ({ path, imports, seconds });
const tests = [
  file('test/polls/tally.test.ts', 2, 'src/polls/tally.ts'),
  file('test/polls/vote.test.ts', 9, 'src/polls/answering/vote.ts'),
  file('test/polls/chart.test.ts', 3),
  file('test/ideas/send.test.ts', 1),
  file('test/conformance/slack.test.ts', 20),
  file('test/slack/text.test.ts', 1, 'adapters/slack/text.ts'),
  file('test/working-days.test.ts', 1),
];

describe('the tests chosen for a change', () => {
  it('are first those that were changed, then those that import it, then those of its room, the quickest first', () => {
    const changed = ['src/polls/tally.ts', 'test/ideas/send.test.ts'];
    expect(chooseTests(changed, tests, 100)).toEqual({
      run: [
        'test/ideas/send.test.ts',
        'test/polls/tally.test.ts',
        'test/polls/chart.test.ts',
        'test/polls/vote.test.ts',
      ],
      left: [],
    });
  });

  it('leave to CI what takes too long, but never a file of tests that was changed itself', () => {
    expect(chooseTests(['src/polls/tally.ts', 'test/polls/vote.test.ts'], tests, 12)).toEqual({
      run: ['test/polls/vote.test.ts', 'test/polls/tally.test.ts'],
      left: ['test/polls/chart.test.ts'],
    });
  });

  it("are those of a platform and of its promises for an adapter, and of a file in src's top folder for that file", () => {
    expect(chooseTests(['adapters/slack/text.ts'], tests, 100).run).toEqual([
      'test/slack/text.test.ts',
      'test/conformance/slack.test.ts',
    ]);
    expect(chooseTests(['src/working-days.ts'], tests, 100).run).toEqual(['test/working-days.test.ts']);
  });

  it('are none for what no test speaks of', () => {
    expect(chooseTests(['README.md', 'docs/privacy.md'], tests, 100)).toEqual({ run: [], left: [] });
  });
});
