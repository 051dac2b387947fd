import { beforeAll, expect, it } from 'vitest';
import { communityWith } from '../escalations/community.ts';
import { buttonOf, draft } from '../escalations/raising.ts';
import { createDatabase } from '../support/database.ts';
import { onDiscord, onSlack, type Somebody } from '../support/people.ts';
import { compiled } from '../support/program.ts';
import { becomes } from '../support/until.ts';
import { calm } from './engine/settle.ts';
import { held, heldOnBoth, killAt, really, type Step, unanswered } from './engine/steps.ts';
import { actsIn, checkTheme, told } from './engine/theme-check.ts';
import { createWorld } from './engine/world.ts';

let program: string;
beforeAll(async () => {
  program = await compiled('test/kills/bot.ts');
});

/** Steps at which what a change announced is on its way; each change is killed at one of them. */
const onTheWay = (turn: number): Step =>
  [
    heldOnBoth('undone', 'before update delivery claimed'),
    unanswered('post'),
    heldOnBoth('done all the same', 'commit update delivery posted'),
  ][turn % 3]!;

// `npm run soak:themes` kills at every act, and before each; here the most different ones have to do, for the time that all tests take.
const thorough = (import.meta as { env?: { MODE?: string } }).env?.MODE === 'soak';

/** A press on the newest message with such a button, and the form that it opens sent off; a form needs no second try. */
interface Deed {
  act: string;
  who: Somebody;
  button: string;
  fields?: Record<string, string | string[]>;
}

/** A process that has only just begun may be too slow for a form at first. */
async function doIt({ who, button, fields }: Deed): Promise<void> {
  const message = [...who.posts(), ...who.whispered()].findLast(({ buttons }) =>
    Object.keys(buttons).some((id) => id.startsWith(button)),
  );
  if (!message) throw new Error(`nothing with the button ${button} stands`);
  const press = () => who.press(message.id, buttonOf(message, button));
  if (!fields) return press();
  for (let tries = 1; ; tries += 1) {
    const opened = await who.opens(press).catch((error: Error) => error);
    if (!(opened instanceof Error)) return who.send(fields);
    if (tries === 5) throw opened;
  }
}

it('killed during each change and while it is told, a theme goes its way once, and each channel hears of each change once', async () => {
  const database = await createDatabase();
  // Before the digests of the day.
  const world = await createWorld(program, database.url, '2026-11-23T05:00:00Z', {
    text: communityWith(),
    really: thorough,
  });
  try {
    const ada = onSlack(world.sandboxes, 'U0ADA00001', 'C0COMPUTING');
    const eve = onDiscord(world.sandboxes, '1200000000000000004', '1100000000000000001');
    const cat = onSlack(world.sandboxes, 'U0CAT00001', 'C0STERIC001');
    const decision = {
      outcome: ['decided'],
      action: ['event'],
      who: 'Cat',
      day: '2026-12-04',
      words: 'Soon.',
    };
    const group = { members: 'Ada, Eve', day: '2026-12-07', words: 'Write it down.' };
    const deeds: Deed[] = [
      { act: 'raise', who: ada, button: 'theme-raise:' },
      { act: 'take', who: cat, button: 'theme-take:' },
      { act: 'ask', who: cat, button: 'theme-ask:', fields: { question: 'How often?' } },
      { act: 'answer', who: eve, button: 'theme-answer:', fields: { answer: 'Each month.' } },
      { act: 'decide', who: cat, button: 'theme-decide:', fields: decision },
      { act: 'hand', who: cat, button: 'theme-hand:', fields: group },
      {
        act: 'finish',
        who: cat,
        button: 'theme-report:',
        fields: { state: ['done'], words: 'It is there.' },
      },
    ];
    if (thorough) {
      const noor = onSlack(world.sandboxes, 'U0NOOR0001', 'C0NUCLEAR01');
      const parked = { outcome: ['parked'], day: '2027-03-01', words: 'Later.' };
      const again: Deed = { act: 'take', who: cat, button: 'theme-take:' };
      deeds.splice(1, 0, { act: 'join', who: noor, button: 'theme-join:' });
      deeds.splice(-1, 0, {
        ...{ act: 'report', who: cat, button: 'theme-report:' },
        fields: { state: ['under_way'], words: 'Half of it.' },
      });
      deeds.push(again, { act: 'park', who: cat, button: 'theme-decide:', fields: parked }, again, {
        ...{ act: 'decline', who: cat, button: 'theme-decide:' },
        fields: { outcome: ['declined'], words: 'Not now.' },
      });
    }
    const wrongly: string[] = [];
    const done: string[] = [];
    for (const [turn, deed] of deeds.entries()) {
      const tried = async () => {
        await becomes(() => told(world), 10_000);
        const drafts = deed.act === 'raise' || deed.act === 'join';
        if (drafts && deed.who.whispered().length === 0)
          await draft(deed.who, { title: 'Updates break our plans' });
        void doIt(deed).catch(() => undefined); // who does it never hears whether it was done
      };
      // Undone, a press and a form each once: they are done again.
      if (thorough || ['raise', 'decide'].includes(deed.act)) {
        await killAt(world, held('undone', 'before insert theme_change'), tried);
        if ((await actsIn(world)).length !== done.length) wrongly.push(`${deed.act} was half done`);
      }
      const kept = held('done all the same', 'commit insert theme_change');
      await killAt(world, ['raise', 'decide'].includes(deed.act) ? really(kept) : kept, tried);
      done.push(deed.act);
      if ((await actsIn(world)).join() !== done.join()) wrongly.push(`${deed.act} was not kept`);
      await killAt(world, onTheWay(turn));
    }
    await calm(world, 'all is told', () => told(world));
    const wrong = [...wrongly, ...(await checkTheme(world, done))];
    expect(wrong, world.history.join('\n')).toEqual([]);
    expect(world.kills()).toBeGreaterThanOrEqual(2 * deeds.length + 2);
  } finally {
    await world.close();
    await database.drop();
  }
});
