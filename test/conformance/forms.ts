import { expect } from 'vitest';
import { readDay, readOptionalDay } from '../../src/chat/fields.ts';
import { dayField, form } from '../../src/chat/form.ts';
import type { Submission } from '../../src/chat/incoming.ts';
import { button, controls, paragraph } from '../../src/chat/message.ts';
import { fix, openForm, redraw, whisper } from '../../src/chat/reply.ts';
import { type Around, listening, message, once, promise, until, whisperTo } from './around.ts';
import { delayed } from './bench.ts';

const options = ['Apples', 'Bears', 'Clocks'].map((label) => ({ value: label[0]!, label }));
const note = form('note:42', 'A note', 'Send it', [
  { kind: 'line', id: 'title', label: 'Title', hint: 'In a few words', required: true, most: 100 },
  { kind: 'lines', id: 'words', label: 'More', required: false, most: 3000, value: 'As it was' },
  { kind: 'choice', id: 'one', label: 'One', required: true, options, chosen: ['B'], most: 1 },
  { kind: 'choice', id: 'some', label: 'Some', required: false, options, most: 3 },
]);

export function forms(around: Around): void {
  const { stage, bench } = around;
  const place = () => ({ platform: stage().ada.platform, channel: stage().channel });

  async function opened() {
    await listening(around);
    bench().reply(openForm(note));
    const { acknowledged } = await stage().act.command(stage().ada, stage().channel, 'try', 'form');
    expect(acknowledged).toBe(true);
    await until(() => stage().form(stage().ada));
  }

  /** All that Ada sees: in the form, if it is still there, and in whispers. */
  function before(): string {
    const open = stage().form(stage().ada);
    const inForm = open
      ? [...open.fields.map(({ value }) => String(value)), ...Object.values(open.problems)]
      : [];
    return [
      ...inForm,
      ...stage()
        .whispered(stage().ada)
        .map(({ text }) => text),
    ].join('\n');
  }

  promise(around, 'a form is shown with every kind of field, and opens for this person alone', async () => {
    await opened();
    const labels = options.map(({ label }) => label);
    const { submit, ...rendered } = stage().form(stage().ada)!;
    expect(submit ?? 'Send it').toBe('Send it');
    expect(rendered).toEqual({
      title: 'A note',
      fields: [
        { id: 'title', label: 'Title', hint: 'In a few words', required: true, value: '' },
        { id: 'words', label: 'More', required: false, value: 'As it was' },
        { id: 'one', label: 'One', required: true, value: ['B'], options: labels },
        { id: 'some', label: 'Some', required: false, value: [], options: labels },
      ],
      problems: {},
    });
    expect(stage().form(stage().ben)).toBeNull();
  });

  promise(
    around,
    'what is sent off comes by field, with the channel, and is answered by a whisper',
    async () => {
      await opened();
      bench().reply(whisper('Noted.'));
      const fields = { title: 'A title', some: ['A', 'C'] };
      expect((await stage().act.submit(stage().ada, fields)).acknowledged).toBe(true);
      expect((await whisperTo(stage(), 'ada')).text).toBe('Noted.');
      expect(stage().form(stage().ada)).toBeNull();
      expect(bench().heard[1]).toMatchObject({
        kind: 'submission',
        id: 'note:42',
        person: { id: stage().ada.id },
        channel: stage().channel,
        fields: { title: 'A title', words: 'As it was', one: ['B'], some: ['A', 'C'] },
      });
    },
  );

  promise(around, 'a field left empty comes as an empty word or no choice', async () => {
    await opened();
    await stage().act.submit(stage().ada, { title: 'A title', words: '' });
    await until(() => bench().heard.length === 2);
    expect(bench().heard[1]).toMatchObject({ fields: { title: 'A title', words: '', one: ['B'], some: [] } });
  });

  promise(around, 'a day is read as the same day, whether it stood there, is picked or typed', async () => {
    const days = { today: '2026-11-30' };
    const planned = form('note:43', 'A day', 'Plan', [
      dayField('day', 'Day', { hint: 'A working day', value: '2026-12-04' }),
      dayField('never', 'Other day', { required: false }),
    ]);
    await listening(around);
    for (const [picked, day] of [
      [undefined, '2026-12-04'],
      ['2026-12-11', '2026-12-11'],
    ] as const) {
      bench().reply(openForm(planned));
      await stage().act.command(stage().ada, stage().channel, 'try', 'form');
      const drawn = await until(() => stage().form(stage().ada));
      expect(drawn.fields).toMatchObject([
        { id: 'day', label: 'Day', hint: 'A working day', required: true },
        { id: 'never', label: 'Other day', required: false, value: '' },
      ]);
      expect(readDay(drawn.fields[0]!.value, days)).toEqual({ value: '2026-12-04' });
      const heard = bench().heard.length;
      bench().reply(whisper('Noted.'));
      await stage().act.submit(stage().ada, picked ? { day: picked } : {});
      const { fields } = (await until(() => bench().heard[heard])) as Submission;
      expect(readDay(fields.day, days)).toEqual({ value: day });
      expect(readOptionalDay(fields.never, days)).toEqual({ value: null });
    }
  });

  promise(around, 'presses and shortcuts open forms too', async () => {
    const adapter = await listening(around);
    const rendered = message(paragraph('Write.'), controls(button('write:1', 'Write')));
    const post = await adapter.post(place(), rendered, once());
    bench().reply(openForm(note));
    await stage().act.press(stage().ada, post, 'write:1');
    expect((await until(() => stage().form(stage().ada))).title).toBe('A note');
    const said = await stage().act.chat(stage().ben, stage().channel, 'File me');
    await stage().act.shortcut(stage().ben, said, 'file');
    expect((await until(() => stage().form(stage().ben))).title).toBe('A note');
  });

  promise(around, 'a form opens again when the platform sends the action again', async () => {
    await opened();
    await stage().act.again();
    await until(() => bench().answered() === 2);
    expect(stage().form(stage().ada)?.title).toBe('A note');
  });

  promise(around, 'a rewriting after a form changes the message that it was opened from', async () => {
    const adapter = await listening(around);
    const rendered = message(paragraph('Write.'), controls(button('write:1', 'Write')));
    const post = await adapter.post(place(), rendered, once());
    bench().reply(openForm(note));
    await stage().act.press(stage().ada, post, 'write:1');
    await until(() => stage().form(stage().ada));
    bench().reply(redraw(message(paragraph('Written.'))));
    await stage().act.submit(stage().ada, { title: 'A title' });
    await until(() => stage().posted(place())[0]?.text === 'Written.');
    expect(stage().posted(place())).toHaveLength(1);
    expect(stage().whispered(stage().ada)).toEqual([]);
  });

  promise(around, 'what has to be mended is said, and nothing typed is lost', async () => {
    await opened();
    bench().reply(fix({ title: 'There is one of this name.', words: 'Say more.' }));
    await stage().act.submit(stage().ada, { title: 'A typed title', words: 'Typed words' });
    for (const words of ['There is one of this name.', 'Say more.', 'A typed title', 'Typed words'])
      await until(() => before().includes(words));
  });

  promise(around, 'a mended form can be sent off again', async () => {
    await opened();
    bench().reply(fix({ title: 'There is one of this name.' }));
    await stage().act.submit(stage().ada, { title: 'Taken' });
    await until(() => stage().form(stage().ada)?.problems.title);
    bench().reply(whisper('Noted.'));
    await stage().act.submit(stage().ada, { title: 'Taken' });
    await until(() =>
      stage()
        .whispered(stage().ada)
        .some(({ text }) => text === 'Noted.'),
    );
    expect(bench().heard.filter(({ kind }) => kind === 'submission')).toHaveLength(2);
    expect(stage().form(stage().ada)).toBeNull();
  });

  promise(
    around,
    'a form is acknowledged while the desk still thinks; a late mending loses nothing',
    async () => {
      await opened();
      const thinking = delayed(fix({ title: 'There is one of this name.' }));
      bench().reply(thinking.reply);
      stage().hasten();
      const { acknowledged } = await stage().act.submit(stage().ada, {
        title: 'A typed title',
        words: 'Typed *words*',
      });
      expect(acknowledged).toBe(true);
      expect(bench().answered()).toBe(1);
      thinking.release();
      for (const words of ['There is one of this name.', 'A typed title', 'Typed *words*'])
        await until(() => before().includes(words));
    },
  );
}
