import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPublicAddress } from '../../src/sources/fetch/address.ts';

describe('isPublicAddress', () => {
  it.each([
    '127.0.0.1',
    '127.255.255.254',
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '100.100.100.200',
    '0.0.0.0',
    '0.1.2.3',
    '224.0.0.1',
    '239.255.255.250',
    '255.255.255.255',
    '240.0.0.1',
    '192.0.0.192',
    '192.0.2.1',
    '198.51.100.7',
    '203.0.113.9',
    '198.18.0.1',
    '198.19.255.255',
    '192.88.99.1',
    '168.63.129.16',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::ffff:8.8.8.8',
    '::127.0.0.1',
    '::ffff:0:127.0.0.1',
    'fe80::1',
    'fe80::1%eth0',
    'fec0::1',
    'fc00::1',
    'fd00:ec2::254',
    'ff02::1',
    '64:ff9b::7f00:1',
    '64:ff9b::8.8.8.8',
    '64:ff9b:1::1',
    '2002:7f00:1::',
    '2002:808:808::1',
    '2001:0:1::1',
    '2001:2::1',
    '2001:db8::1',
    '3fff::1',
    '100::1',
    '5f00::1',
    '4000::1',
    'localhost',
    '',
    '1.2.3',
    '0x7f.1',
    '2130706433',
  ])('%s is not', (address) => {
    // biome-ignore format: a list
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each([
    '8.8.8.8',
    '1.1.1.1',
    '172.15.255.255',
    '172.32.0.1',
    '100.63.255.255',
    '100.128.0.1',
    '198.20.0.1',
    '223.255.255.255',
    '2606:4700:4700::1111',
    '2a00:1450:4009::1',
    '[2606:4700:4700::1111]',
  ])('%s is', (address) => {
    // biome-ignore format: a list
    expect(isPublicAddress(address)).toBe(true);
  });

  it('no IPv6 form of an IPv4 address is', () => {
    const byte = fc.nat(255);
    fc.assert(
      fc.property(
        byte,
        byte,
        byte,
        byte,
        fc.constantFrom('::', '::ffff:', '64:ff9b::', '::ffff:0:'),
        (a, b, c, d, start) => {
          expect(isPublicAddress(`${start}${a}.${b}.${c}.${d}`)).toBe(false);
        },
      ),
    );
  });
});
