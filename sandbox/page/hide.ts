import type { Sandboxes } from '../sandboxes.ts';

/**
 * Takes the secrets of both servers out of what the page is told: tokens, and addresses that are as good as a token.
 * None is ever put there; what the bot posts is shown as it came, and could hold one by mistake.
 */
export function hideSecrets(text: string, { slack, discord }: Sandboxes): string {
  const { botToken, appToken, signingSecret } = slack.state.seed;
  const { interactions, token } = discord.state;
  let hidden = text.replace(/\/response\/\w+\/[0-9a-f]{24}/g, '/response/…');
  for (const secret of [botToken, appToken, signingSecret, token.value])
    if (secret) hidden = hidden.replaceAll(secret, '…');
  const issued = new Set([...interactions.values()].map((one) => one.token));
  return hidden.replace(/sandbox-[0-9a-f-]{36}/g, (found) => (issued.has(found) ? '…' : found));
}
