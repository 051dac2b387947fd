import { clean } from '../chat/text.ts';
import type { Tx } from '../db.ts';
import { Refusal } from '../errors.ts';
import { tag } from '../taxonomy/tag.ts';
import type { TroubleKind } from './fetch/trouble.ts';
import { FetchTrouble, fetchFeed } from './fetch.ts';
import { canonicalAddress, itemKey } from './identity.ts';
import { doiInAddress } from './parse/doi.ts';
import { FeedUnreadable } from './parse/fault.ts';
import { readWebPage } from './parse/web-page.ts';
import type { Reading } from './refresh.ts';

/** A web page that somebody points to, as far as it could be read. */
export interface Page {
  /** Where it stands: what the page itself says, if that is on the host that answered. */
  address: string;
  /** Its address where it could not be read, or gives no title. */
  title: string;
  summary: string;
  doi: string | null;
  journal: string | null;
  /** Every address by which it was met: as given, where redirects led, what the page says. */
  addresses: readonly string[];
  /** Why it could not be read, as the end of a sentence; null: it was. */
  unread: string | null;
}

/** Of a DOI, too, the page is wanted and not the record for machines. */
const accept = 'text/html, application/xhtml+xml, */*;q=0.5';

/** Pages are smaller than feeds, and a person waits. */
const bounds = { maxBytes: 4 * 1024 * 1024, timeoutMilliseconds: 10_000 };

/**
 * Reads what a web page says of itself, under the same guard as feeds. What cannot be read (a paywall, a PDF, a server in
 * trouble) still is a page, known by its address.
 * @throws Refusal when the address is not one of the public web, or nothing stands there
 */
export async function readPage(address: string, reading: Reading & { now: () => Date }): Promise<Page> {
  try {
    const fetched = await fetchFeed({ url: address, accept }, { ...bounds, ...reading });
    if (fetched.kind === 'gone') throw new FetchTrouble('missing', 'It is gone.');
    if (fetched.kind === 'unchanged') return unread(address, unreadable.answer);
    const found = readWebPage(fetched);
    if (!found) return unread(address, 'it is not a web page, but perhaps a PDF');
    // A page speaks for its own host only: else it could take the place of another's.
    const own = found.canonical !== null && hostOf(found.canonical) === hostOf(fetched.url);
    const standing = own ? found.canonical! : fetched.url;
    return {
      address: standing,
      title: found.title || shown(standing),
      summary: found.summary,
      doi: found.doi ?? doiInAddress(address),
      journal: found.journal,
      addresses: [address, fetched.url, standing],
      unread: null,
    };
  } catch (error) {
    if (error instanceof FeedUnreadable) return unread(address, unreadable.answer);
    if (!(error instanceof FetchTrouble)) throw error;
    const refused = refusals[error.kind];
    if (refused) throw new Refusal(refused);
    return unread(address, unreadable[error.kind] ?? unreadable.answer);
  }
}

const refusals: Partial<Record<TroubleKind, string>> = {
  address:
    'You can share only public web pages: an address that begins with https:// or http://, without a password or port.',
  'not public':
    'This address is not on the public internet, so others could not open it. Please share its public address.',
  missing: 'There is no page at this address. Please open it in a browser, and copy the address from there.',
};

const unreadable: Partial<Record<TroubleKind, string>> & { answer: string } = {
  'unknown host': 'no server of this name was found',
  unreachable: 'its server did not answer',
  'too slow': 'its server took too long',
  'too large': 'it is too large',
  redirects: 'it redirects in circles',
  forbidden: 'its publisher does not let programs read it',
  busy: 'its server asks for fewer requests',
  server: 'its server is in trouble',
  answer: 'its server sent nothing readable',
};

function unread(address: string, why: string): Page {
  const doi = doiInAddress(address);
  return {
    address,
    title: shown(address),
    summary: '',
    doi,
    journal: null,
    addresses: [address],
    unread: why,
  };
}

/** Items that are this page by one of its addresses, or by its DOI, the oldest first. */
export async function findItems(
  tx: Tx,
  { addresses, doi }: { addresses: readonly string[]; doi: string | null },
): Promise<{ id: number }[]> {
  const keys = addresses.map((link) => itemKey({ link, id: null, doi: null, title: '' }, link));
  return tx.item.findMany({
    where: { OR: [{ key: { in: keys } }, ...(doi === null ? [] : [{ doi }])] },
    select: { id: true },
    orderBy: { id: 'asc' },
    take: 20,
  });
}

/**
 * Keeps a page as an item, once.
 * @param about words by which its topics are found when the page itself could not be read
 */
export async function keepPage(tx: Tx, page: Page, about: string, now: Date): Promise<{ id: number }> {
  const key = itemKey({ link: page.address, id: null, doi: null, title: '' }, page.address);
  const [title, summary] = [clean(page.title), clean(page.summary)];
  const words = page.unread === null ? `${title}. ${summary}` : about;
  await tx.item.createMany({
    data: [
      {
        key,
        title,
        summary,
        address: page.address,
        authors: [],
        doi: page.doi,
        journal: page.journal === null ? null : clean(page.journal),
        tags: tag(words) as unknown as object[],
        seenAt: now,
      },
    ],
    skipDuplicates: true,
  });
  return tx.item.findUniqueOrThrow({ where: { key }, select: { id: true } });
}

function hostOf(address: string): string {
  return canonicalAddress(new URL(address).origin);
}

/** An address as people read it. */
function shown(address: string): string {
  return clean(canonicalAddress(address)).slice(0, 500).toWellFormed();
}
