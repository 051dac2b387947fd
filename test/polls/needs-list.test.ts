import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApp, type RunningApp } from '../support/open-app.ts';
import { onDiscord, onSlack, until } from '../support/people.ts';
import { closedPoll } from './closed.ts';

let lookout: RunningApp;
beforeAll(async () => {
  lookout = await openApp('2026-11-20T07:00:00Z');
});
afterAll(async () => {
  await lookout?.close();
});

const benOnSlack = () => onSlack(lookout.sandboxes, 'U0BEN00001', 'C0COMPUTING');
const adaOnDiscord = () => onDiscord(lookout.sandboxes, '1200000000000000001', '1100000000000000001');
const members = () => [benOnSlack(), adaOnDiscord()];
const inNuclear = () => onSlack(lookout.sandboxes, 'U0BEN00001', 'C0NUCLEAR01');
const inSustainability = () => onDiscord(lookout.sandboxes, '1200000000000000002', '1100000000000000002');

/** Without what keeps a word from being a mention or a link. */
const literal = (text: string) => text.replaceAll('\u200b', '');

// In this order, on one app.
describe('/needs', { shuffle: false }, () => {
  it('says what to do while nothing is known, and of fewer than five answers says nothing', async () => {
    await closedPoll(lookout.db, {
      groups: ['clinical-computing'],
      answers: { all: 4 },
      options: { 'Secret wish of few': { all: 4 } },
      at: '2026-05-01T16:00:00Z',
    });
    for (const somebody of members())
      for (const words of ['', 'all', 'why 1', 'why'])
        expect(await somebody.command('needs', words)).toBe(
          'No needs are known yet. They come from polls with at least five answers. Chairs and the office can ask one with /needs ask',
        );
  });

  it("shows what the channel's group wants to learn, and how sure that is", async () => {
    const before = await closedPoll(lookout.db, {
      template: 'pulse',
      groups: ['clinical-computing'],
      answers: { all: 30, 'clinical-computing': 30 },
      options: {
        'Edge AI validation': { all: 5, 'clinical-computing': 5 },
        Knitting: { all: 2, 'clinical-computing': 2 },
      },
      at: '2026-08-03T16:00:00Z',
    });
    await closedPoll(lookout.db, {
      template: 'pulse',
      question: 'Which of these would help you most this quarter?',
      groups: ['clinical-computing', 'nuclear-medicine', 'sustainability'],
      answers: { all: 42, 'clinical-computing': 30 },
      people: { all: 200, 'clinical-computing': 120 },
      options: {
        'Edge AI validation': { all: 18, 'clinical-computing': 15 },
        Knitting: { all: 4, 'clinical-computing': 2 },
        'Net zero theatres': { all: 9, 'clinical-computing': 0 },
      },
      previous: before,
      at: '2026-11-02T17:00:00Z',
    });
    await closedPoll(lookout.db, {
      template: 'level',
      about: 'edge-AI  validation',
      question: 'How sure are you of edge AI?',
      groups: ['clinical-computing'],
      answers: { all: 12, 'clinical-computing': 12 },
      options: {
        '1': { all: 3, 'clinical-computing': 3 },
        '2': { all: 4, 'clinical-computing': 4 },
        '3': { all: 5, 'clinical-computing': 5 },
        '4': {},
        '5': {},
      },
      at: '2026-11-09T17:00:00Z',
    });
    for (const somebody of members()) {
      const posts = somebody.posts().length;
      const said = await somebody.command('needs', '');
      expect(said).toContain('What Clinical Computing SIG wants to learn');
      expect(said).toMatch(/1\. Edge AI validation\n15 of 30 people \(50%, likely 33–67%\)\n/);
      expect(said).toContain('↗ up 33 points since Mon 3 Aug 2026 (17% then)\n');
      expect(said).toContain('7 of 12 people feel unsure of it (58%, likely 32–81%)');
      expect(said).toContain('Smart digitisation');
      expect(said).toMatch(/2\. Knitting\n2 of 30 people \(7%, likely 2–21%\)\n→ as before, since/);
      expect(said).toMatch(/3\. Net zero theatres\n0 of 30 people \(0%, likely 0–11%\)/);
      expect(said).toContain('Ordered by how many people want it, then in how many groups');
      expect(said).not.toContain('Secret wish');
      expect(said).toBe(await somebody.command('needs', 'list'));
      expect(somebody.posts()).toHaveLength(posts);
    }
  });

  it('shows all groups together, with breadth, and so where a group has nothing of its own', async () => {
    const order =
      /1\. Edge AI validation\n18 of 42 people \(43%, likely 29–58%\), in at least 2 groups\n[\s\S]*2\. Net zero theatres\n9 of 42 people \(21%, likely 12–36%\), in at least 1 group\n[\s\S]*3\. Knitting\n4 of 42/;
    for (const somebody of members()) {
      const said = await somebody.command('needs', 'all');
      expect(said).toContain('What members want to learn, in all groups');
      expect(said).toMatch(order);
      expect(said).not.toContain('Nothing is known yet for');
    }
    for (const [somebody, name] of [
      [inNuclear(), 'Nuclear Medicine SIG'],
      [inSustainability(), 'Environmental Sustainability CoI'],
    ] as const) {
      const said = await somebody.command('needs', '');
      expect(said).toContain(`Nothing is known yet for ${name} by itself; this is for all groups.`);
      expect(said).toMatch(order);
      expect(said).not.toContain('Clinical Computing');
    }
  });

  it('says why a need stands where it does', async () => {
    for (const somebody of members()) {
      const said = await somebody.command('needs', 'why 1');
      expect(said).toContain(
        'Why need 1 has this rank\nEdge AI validation\nIn this group: 15 of 30 people (50%, likely 33–67%).',
      );
      expect(said).toContain('30 of 120 answered (25%).');
      expect(said).toContain('It is wanted in at least 2 groups: Clinical Computing SIG.');
      expect(said).toMatch(/Topic: Smart digitisation, because of the words “[^”]*AI[^”]*”/i);
      expect(said).toMatch(
        /Which of these would help you most this quarter\? · poll \d+, closed Mon 2 Nov 2026\nAll groups asked: 18 of 42 people \(43%, likely 29–58%\) · 42 of 200 answered \(21%\)\nClinical Computing SIG: 15 of 30 people/,
      );
      expect(said).toMatch(/poll \d+, closed Mon 3 Aug 2026\nClinical Computing SIG: 5 of 30 people/);
      expect(said).toMatch(
        /How sure are you of edge AI\? · poll \d+[^\n]*\nClinical Computing SIG: 7 of 12 people \(58%, likely 32–81%\) felt unsure of it/,
      );
      expect(await somebody.command('needs', 'why all #2')).toContain(
        'Net zero theatres\nOver all groups: 9 of 42',
      );
      for (const wrong of ['why', 'why 4', 'why 0', 'why one', 'why 1 2'])
        expect(await somebody.command('needs', wrong)).toBe(
          'Which need? Please give its number, 1 to 3, such as: /needs why 1',
        );
      expect(await somebody.command('needs', 'why all')).toContain('such as: /needs why all 1');
    }
    // What is not shown of small groups by itself is in no line.
    expect(await inNuclear().command('needs', 'why 2')).not.toMatch(/Nuclear|Sustainability/);
  });

  it('turns pages in place, and carries any title, to the letter', async () => {
    const hostile = ['*bold* <!channel> @everyone [x](https://evil.test) `code` \\_ ~s~', '_'.repeat(75)];
    const names = [
      ...hostile,
      ...Array.from({ length: 24 }, (_, at) => `Need ${at + 1} ${'😀&<*'.repeat(12)}`),
    ];
    await closedPoll(lookout.db, {
      groups: ['clinical-computing'],
      answers: { all: 99, 'clinical-computing': 99 },
      options: Object.fromEntries(
        names.map((name, at) => [name, { all: 99 - at, 'clinical-computing': 99 - at }]),
      ),
      at: '2026-11-10T17:00:00Z',
    });
    for (const somebody of members()) {
      const first = await somebody.command('needs', '');
      expect(literal(first)).toContain(`1. ${hostile[0]}\n`);
      const seen = [first];
      const { length } = somebody.whispered();
      const { id } = somebody.whispered().at(-1)!;
      const now = () => somebody.whispered().find((one) => one.id === id)!;
      const turn = async (label: string) => {
        const [button] = Object.entries(now().buttons).find(([, text]) => text === label)!;
        const before = now().text;
        await somebody.press(id, button);
        await until(() => now().text !== before);
      };
      while (Object.values(now().buttons).includes('More →')) {
        await turn('More →');
        seen.push(now().text);
      }
      const numbers = seen.flatMap((text) =>
        [...text.matchAll(/^(\d+)\. /gm)].map(([, number]) => Number(number)),
      );
      expect(numbers).toEqual(Array.from({ length: names.length + 3 }, (_, at) => at + 1));
      expect(Object.values(now().buttons)).toEqual(['← Back']);
      for (let at = 1; at < seen.length; at += 1) await turn('← Back');
      expect(now().text).toBe(first);
      expect(somebody.whispered()).toHaveLength(length);
      expect(literal(await somebody.command('needs', 'why 1'))).toContain(`${hostile[0]}\n`);
    }
    expect(lookout.log.filter((line) => /"level":(50|60)/.test(line))).toEqual([]);
  });
});
