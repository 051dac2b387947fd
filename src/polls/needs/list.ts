import type { App } from '../../app.ts';
import type { Command, Press } from '../../chat/incoming.ts';
import { turnIn } from '../../chat/paging.ts';
import { asId } from '../../chat/reference.ts';
import { type Reply, redraw, whisper } from '../../chat/reply.ts';
import { Refusal } from '../../errors.ts';
import { groupHere, nothingYet, registerOf } from './register.ts';
import { renderRegister } from './render.ts';

/** `/needs`: what the channel's group wants to learn; where nothing is known of it by itself, what all groups do. */
export async function listNeeds({ db }: Pick<App, 'db'>, command: Command): Promise<Reply> {
  const group = await groupHere(db, command);
  const register = await registerOf(db, group);
  if (register.needs.length === 0) return whisper(nothingYet);
  return whisper(renderRegister(register, 0, register.group ? null : (group?.name ?? 'this channel')));
}

/** `/needs all`: what all groups want to learn, and in how many of them somebody does. */
export async function listAllNeeds({ db }: Pick<App, 'db'>): Promise<Reply> {
  const register = await registerOf(db, null);
  return whisper(register.needs.length === 0 ? nothingYet : renderRegister(register, 0));
}

/** Another page of the list, in place of the one that was touched: `needs:all/1`, `needs:12/0`. */
export async function turnNeeds({ db }: Pick<App, 'db'>, press: Press): Promise<Reply> {
  const { of, page } = turnIn(press.id);
  const group = of === 'all' ? null : await db.group.findUnique({ where: { id: asId(of) } });
  const register = await registerOf(db, group);
  if (register.needs.length === 0) throw new Refusal(nothingYet);
  return redraw(renderRegister(register, page));
}
