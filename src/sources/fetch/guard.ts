import { type LookupAddress, type LookupOptions, lookup as systemLookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress } from './address.ts';
import { FetchTrouble } from './trouble.ts';

/** All addresses of a name, as the system's resolver gives them. */
export type Resolve = (
  host: string,
  options: LookupOptions & { all: true },
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * Is this an address that may be fetched at all, by its look? http or https, no password in it, the web's own ports, and
 * where the host is an IP address, a public one. The URL parser has by then made `2130706433` and `0x7f.1` into
 * `127.0.0.1`. A name is judged when it is connected to (`guardedLookup`). Throws `FetchTrouble`.
 */
export function checkAddress(url: URL, allowPrivate: boolean): void {
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new FetchTrouble('address', 'A feed’s address starts with https:// or http://.');
  if (url.username !== '' || url.password !== '')
    throw new FetchTrouble(
      'address',
      'This address contains a user name or password, and everyone can see it here. Use one without.',
    );
  if (allowPrivate) return;
  if (!['', '80', '443'].includes(url.port))
    throw new FetchTrouble('address', `Feeds are read on the web’s usual ports only, not on ${url.port}.`);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && !isPublicAddress(host)) throw notPublic(host);
}

/**
 * A `lookup` for connections that gives public addresses only. The socket connects to the very addresses that were checked,
 * so a name that changes its mind between check and connection (DNS rebinding) gains nothing. One address that is not
 * public spoils all: no honest feed mixes them.
 */
export function guardedLookup(allowPrivate: () => boolean, resolve: Resolve = systemLookup): LookupFunction {
  return (host, options, done) => {
    resolve(host, { ...options, all: true }, (error, addresses) => {
      if (error) return done(error, '', 0);
      const bad = allowPrivate() ? undefined : addresses.find(({ address }) => !isPublicAddress(address));
      const [first] = addresses;
      if (bad || !first) return done(bad ? notPublic(host) : noAddress(host), '', 0);
      if (options.all) return done(null, addresses);
      return done(null, first.address, first.family);
    });
  };
}

function notPublic(host: string): FetchTrouble {
  return new FetchTrouble(
    'not public',
    `${host} is not on the public internet, so it is not read. Use the feed’s public address.`,
  );
}

function noAddress(host: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`no address for ${host}`), { code: 'ENOTFOUND' });
}
