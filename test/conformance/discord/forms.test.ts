import { expect, it } from 'vitest';
import { form } from '../../../src/chat/form.ts';
import { fix, openForm, whisper } from '../../../src/chat/reply.ts';
import { until } from '../around.ts';
import { setTable } from './table.ts';

const { stage, bench } = setTable();
const options = ['Apples', 'Bears'].map((label) => ({ value: label[0]!, label }));
const note = form('note:42', 'A note', 'Send it', [
  { kind: 'line', id: 'title', label: 'Title', required: true, most: 100 },
  { kind: 'lines', id: 'words', label: 'More', required: false, most: 3000 },
  { kind: 'choice', id: 'one', label: 'One', required: true, options, most: 1 },
]);
const again = '~again:';

async function sentOff(fields: Record<string, string | string[]>): Promise<void> {
  await stage().adapter(bench().log).listen(bench().desk);
  bench().reply(openForm(note));
  await stage().act.command(stage().ada, stage().channel, 'try', 'form');
  bench().reply(fix({ title: 'There is one of this name.' }));
  await stage().act.submit(stage().ada, fields);
  await until(() => whispered().includes('There is one of this name.'));
}

const whispered = () =>
  stage()
    .whispered(stage().ada)
    .map(({ text }) => text)
    .join('\n');
const buttons = () =>
  stage()
    .whispered(stage().ada)
    .flatMap(({ controls }) => controls)
    .flatMap((control) => (control.kind === 'button' && control.id.startsWith(again) ? [control] : []));

it('opens a form again with all that was filled in, and takes it then', async () => {
  await sentOff({ title: 'Taken', words: 'Many *words*', one: ['B'] });
  expect(whispered()).toContain('Title · There is one of this name.');
  expect(buttons()).toMatchObject([{ label: 'Open the form again' }]);
  const { form } = await stage().act.pressWhispered(stage().ada, buttons()[0]!.id);
  expect(form?.fields.map(({ value }) => value)).toEqual(['Taken', 'Many *words*', ['B']]);
  bench().reply(whisper('Noted.'));
  await stage().act.submit(stage().ada, { title: 'New' });
  await until(() => whispered().includes('Noted.'));
  expect(bench().heard.at(-1)).toMatchObject({
    kind: 'submission',
    fields: { title: 'New', words: 'Many *words*', one: ['B'] },
  });
});

it('can be mended more than once', async () => {
  await sentOff({ title: 'Taken', one: ['A'] });
  await stage().act.pressWhispered(stage().ada, buttons()[0]!.id);
  await stage().act.submit(stage().ada, { title: 'Taken too' });
  await until(() => buttons().length === 2);
  const { form } = await stage().act.pressWhispered(stage().ada, buttons()[1]!.id);
  expect(form?.fields[0]?.value).toBe('Taken too');
});

it('after a restart says that the form is gone, while what was written is still there', async () => {
  await sentOff({ title: 'Taken', words: 'Many words', one: ['B'] });
  const { id } = buttons()[0]!;
  await stage().restart(bench());
  const { form } = await stage().act.pressWhispered(stage().ada, id);
  expect(form).toBeNull();
  await until(() => whispered().includes('This form has expired.'));
  for (const written of ['Title: Taken', 'More: Many words', 'One: Bears'])
    expect(whispered()).toContain(written);
});

it('shows a long text whole, in as many messages as it takes', async () => {
  const words = '*_~ '.repeat(740).trim();
  await sentOff({ title: 'Taken', words, one: ['A'] });
  const marks = (text: string) => text.match(/\*_~/g)?.length ?? 0;
  await until(() => marks(whispered()) === 740);
});
