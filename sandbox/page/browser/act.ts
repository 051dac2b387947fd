import type { Act } from '../view.ts';

/** Performs an act on the servers. Gives nothing once it is done, or a sentence that says why it was not. */
export async function perform(act: Act): Promise<string | undefined> {
  try {
    const response = await fetch('/api/act', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(act),
    });
    const answer = (await response.json()) as { ok: true } | { ok: false; why: string };
    return answer.ok ? undefined : answer.why;
  } catch {
    return 'The sandbox did not answer. Is it still running in its terminal?';
  }
}
