import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, openDesk } from './operator.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk?.close());

const commands = [
  ...['start', 'apply', 'digest', 'needs', 'mydata', 'ideas', 'register'],
  ...['agenda', 'measures', 'doctor', 'slack', 'discord'],
];

describe('the command line', () => {
  it('says with --help which commands there are, the same in a process and here', async () => {
    const { code, out, err } = await desk.start(['--help'], {}).ended;
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^Usage: lookout \[options\] \[command\]\n/);
    expect([...out.matchAll(/^ {2}([a-z]+) /gm)].map(([, name]) => name)).toEqual([...commands, 'help']);
    expect(await desk.lookout(['--help'], {})).toMatchObject({ code, out, err });
  });

  it('says what it does not understand, where help is, and ends with 1', async () => {
    const said = await Promise.all(
      [['aply'], ['apply'], ['apply', 'a.yaml', '--now'], ['digest', 'preview']].map((args) =>
        desk.lookout(args, {}),
      ),
    );
    for (const { code, out } of said) expect([code, out]).toEqual([1, '']);
    expect(said.map(({ err }) => err.split('\n')[0])).toEqual([
      "error: unknown command 'aply'",
      "error: missing required argument 'file'",
      "error: unknown option '--now'",
      "error: missing required argument 'group'",
    ]);
    for (const { err } of said) expect(err).toContain('Type “lookout help” to see the commands.');
  });

  it('says for a word with commands below it which there are', async () => {
    const { code, out, err } = await desk.lookout(['mydata'], {});
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/^Usage: lookout mydata /);
    for (const name of ['export', 'erase']) expect(err).toContain(`\n  ${name} `);
  });
});
