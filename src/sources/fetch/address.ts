import { isIP, isIPv4 } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Public by their range, but answered by a cloud's own machinery: Azure's platform address. */
const PLATFORM = new Set(['168.63.129.16']);
/** Global unicast is given out of 2000::/3 only (IANA); all the rest, compatible and translated forms too, stays inside. */
const GLOBAL = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * May a feed stand on this IP address? Only on one that is public: not private, loopback, link-local (cloud metadata),
 * carrier-grade NAT, multicast, documentation, benchmarking, reserved, nor an IPv6 form that carries an IPv4 address
 * (mapped, compatible, NAT64, 6to4, Teredo). Ranges: IANA's special-purpose registries, by ipaddr.js.
 */
export function isPublicAddress(address: string): boolean {
  const bare = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  if (isIP(bare) === 0 || PLATFORM.has(bare)) return false;
  if (isIPv4(bare)) return ipaddr.IPv4.parse(bare).range() === 'unicast';
  const parsed = ipaddr.IPv6.parse(bare);
  return parsed.match(GLOBAL) && parsed.range() === 'unicast';
}
