import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyedHash, newSalt, seal, unseal } from '../../src/seal.ts';

const account = fc.record({
  platform: fc.constantFrom('slack', 'discord'),
  user: fc.stringMatching(/^\w{5,20}$/),
});

describe('a seal', () => {
  it('gives the account back to who has the secret, and to nobody else', () => {
    fc.assert(
      fc.property(account, (whose) => {
        const sealed = seal('the secret', whose);
        expect(unseal('the secret', sealed)).toEqual(whose);
        expect(unseal('another secret', sealed)).toBeNull();
        expect(Buffer.from(sealed).includes(whose.user)).toBe(false);
      }),
    );
  });

  it('is never twice the same, and always as long', () => {
    const whose = { platform: 'slack', user: 'U0ADA00001' };
    const [one, two] = [seal('the secret', whose), seal('the secret', whose)];
    expect(one).not.toEqual(two);
    expect(seal('the secret', { platform: 'discord', user: '1200000000000000001' })).toHaveLength(one.length);
  });

  it('is refused when a byte of it was changed', () => {
    const sealed = seal('the secret', { platform: 'slack', user: 'U0ADA00001' });
    for (const at of [0, 12, 28, sealed.length - 1]) {
      const changed = sealed.map((byte, index) => (index === at ? byte ^ 1 : byte));
      expect(unseal('the secret', changed)).toBeNull();
    }
    expect(unseal('the secret', new Uint8Array(3))).toBeNull();
  });
});

describe('a mark', () => {
  it('is the same for the same account and salt, and for nothing else', () => {
    const [salt, other] = [newSalt(), newSalt()];
    const ada = { platform: 'slack', user: 'U0ADA00001' };
    const mark = keyedHash('the secret', salt, ada);
    expect(keyedHash('the secret', salt, ada)).toBe(mark);
    for (const unlike of [
      keyedHash('the secret', other, ada),
      keyedHash('another secret', salt, ada),
      keyedHash('the secret', salt, { ...ada, user: 'U0BEN00001' }),
      keyedHash('the secret', salt, { ...ada, platform: 'discord' }),
    ])
      expect(unlike).not.toBe(mark);
  });
});
