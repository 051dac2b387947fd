import type { App } from '../../app.ts';
import type { Command, Press, Shortcut } from '../../chat/incoming.ts';
import { deleted } from '../../chat/reference.ts';
import { openForm, type Reply } from '../../chat/reply.ts';
import { oneLine, severalLines } from '../../chat/text.ts';
import { type Group, groupOfChannel } from '../../community/who.ts';
import type { Tx } from '../../db.ts';
import { Refusal } from '../../errors.ts';
import { findCall } from '../../escalations/priorities/call.ts';
import { LENGTHS } from '../idea/idea.ts';
import { type Filling, ideaForm } from './form.ts';

/** `/idea` and `/idea new WORDS`: opens the form; the words become the title. */
export async function newIdea({ db }: Pick<App, 'db'>, command: Command): Promise<Reply> {
  const group = await groupHere(db, command);
  return openForm(ideaForm(contextId(group), group.name, fillingOf(command.words)));
}

/** “Make this an idea”, on any message: its words stand in the form. */
export async function ideaFromMessage({ db }: Pick<App, 'db'>, shortcut: Shortcut): Promise<Reply> {
  const group = await groupHere(db, shortcut);
  const [head = ''] = shortcut.text.split('\n').map(oneLine).filter(Boolean);
  return openForm(ideaForm(contextId(group), group.name, { title: head, text: severalLines(shortcut.text) }));
}

/** `idea:entry/<entry>`, under an item of a digest, and `idea:call/<call>`, under an open call of the council. */
export function ideaFromButton(app: Pick<App, 'db' | 'now'>, press: Press): Promise<Reply> {
  return press.id.startsWith('idea:call/') ? ideaForCall(app, press) : ideaFromEntry(app, press);
}

/** Its title and link stand in the form. */
async function ideaFromEntry({ db }: Pick<App, 'db'>, press: Press): Promise<Reply> {
  const group = await groupHere(db, press);
  const id = Number(/^idea:entry\/(\d{1,9})$/.exec(press.id)?.[1] ?? 0);
  const entry = await db.entry.findUnique({
    where: { id },
    select: { item: { select: { title: true, address: true } } },
  });
  if (!entry) throw deleted('This item', 'To send in an idea about it, type /idea');
  const { title, address } = entry.item;
  const text = address && address.length <= 400 ? `About ${address}\n\n` : '';
  return openForm(ideaForm(contextId(group, id), group.name, { title: oneLine(title), text }));
}

/** Its topic is chosen in the form. */
async function ideaForCall({ db, now }: Pick<App, 'db' | 'now'>, press: Press): Promise<Reply> {
  const group = await groupHere(db, press);
  const id = Number(/^idea:call\/(\d{1,9})$/.exec(press.id)?.[1] ?? 0);
  const call = await findCall(db, id, group, now());
  if (call === 'over')
    throw new Refusal('This call has ended. Your idea is still welcome: to send it in, type /idea');
  if (call === 'elsewhere')
    throw new Refusal("This call is not for this channel's group. To send in an idea here, type /idea");
  const form = ideaForm(`idea-new:${group.id}/call/${id}`, group.name, { title: '', text: '' }, call);
  return openForm(form);
}

/** What a form's id carries: the group, and the entry that it came of, or the call that it answers. */
export interface Context {
  groupId: number;
  entryId: number | null;
  callId: number | null;
}

/** Reads `idea-new:<group>`, `idea-new:<group>/<entry>` or `idea-new:<group>/call/<call>`; null for what was never ours. */
export function contextOf(formId: string): Context | null {
  const found = /^idea-new:(\d{1,9})(?:\/(\d{1,9})|\/call\/(\d{1,9}))?$/.exec(formId);
  if (!found) return null;
  const [groupId, entryId, callId] = found.slice(1).map((id) => (id === undefined ? null : Number(id)));
  return { groupId: groupId!, entryId: entryId ?? null, callId: callId ?? null };
}

function contextId({ id }: Group, entryId?: number): string {
  return entryId === undefined ? `idea-new:${id}` : `idea-new:${id}/${entryId}`;
}

/** What is too long for a title stands in the text too, so that none of it is lost. */
function fillingOf(typed: string): Filling {
  const title = oneLine(typed);
  return { title, text: title.length > LENGTHS.title ? title : '' };
}

async function groupHere(tx: Tx, { person, channel }: Pick<Command, 'person' | 'channel'>): Promise<Group> {
  const group = channel === null ? null : await groupOfChannel(tx, person.platform, channel);
  if (group) return group;
  throw new Refusal(
    channel === null
      ? 'Every idea goes to one group. Please type /idea in that group’s channel: only you see the form, and you can send it without your name.'
      : 'This channel belongs to no group. Please type /idea in your group’s channel.',
  );
}
