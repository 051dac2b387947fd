import { extname } from 'node:path';
import type { Sandboxes } from '../sandboxes.ts';
import type { Asset } from './assets.ts';

/** Pictures are shown; anything else is only ever saved. An SVG can hold a script, so it is no picture here. */
const pictures: Readonly<Record<string, string>> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
};

/** A file that somebody sent with a message, at `/files/slack/ID` or `/files/discord/ID`; undefined where there is none. */
export function findFile(
  { slack, discord }: Sandboxes,
  path: string,
): (Asset & { headers: Record<string, string> }) | undefined {
  const [, room, side, id = ''] = path.split('/');
  if (room !== 'files') return undefined;
  const file = side === 'slack' ? onSlack() : side === 'discord' ? onDiscord() : undefined;
  if (!file?.body) return undefined;
  const picture = pictures[extname(file.name).toLowerCase()];
  const disposition = `${picture ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.name)}`;
  return {
    type: picture ?? 'application/octet-stream',
    body: file.body,
    headers: { 'content-disposition': disposition },
  };

  function onSlack() {
    return slack.state.files.get(id);
  }

  function onDiscord() {
    const { channels, ephemeral } = discord.state;
    const messages = [
      ...[...channels.values()].flatMap((one) => one.messages),
      ...[...ephemeral.values()].flat(),
    ];
    const found = messages.flatMap(({ attachments }) => attachments).find((one) => one.id === id);
    return found && { name: found.filename, body: found.content };
  }
}
