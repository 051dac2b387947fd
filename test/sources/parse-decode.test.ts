import { describe, expect, it } from 'vitest';
import { decode } from '../../src/sources/parse/decode.ts';

const utf16 = (text: string) => Buffer.from(text, 'utf16le');

describe('decode', () => {
  it.each<[string, Uint8Array, string | undefined, string]>([
    [
      'UTF-8 whatever the labels say',
      Buffer.from('<?xml encoding="iso-8859-1"?>é'),
      'windows-1251',
      '<?xml encoding="iso-8859-1"?>é',
    ],
    [
      'the HTTP charset before the declaration',
      Buffer.from('<?xml encoding="koi8-r"?>\xe9', 'latin1'),
      'iso-8859-1',
      '<?xml encoding="koi8-r"?>é',
    ],
    [
      'the declaration',
      Buffer.from("<?xml encoding='windows-1251'?>\xc0", 'latin1'),
      undefined,
      "<?xml encoding='windows-1251'?>А",
    ],
    [
      'the declaration where HTTP names nonsense',
      Buffer.from('<?xml encoding="koi8-r"?>\xc1', 'latin1'),
      'nonsense',
      '<?xml encoding="koi8-r"?>а',
    ],
    ['windows-1252 last', Buffer.from('\x93a\x94', 'latin1'), undefined, '“a”'],
    [
      'UTF-8 with one bad byte',
      Buffer.concat([Buffer.from('éééé'), Buffer.from([0xff])]),
      undefined,
      'éééé\uFFFD',
    ],
    ['a mark of UTF-8', Buffer.from('\uFEFFa'), undefined, 'a'],
    ['UTF-16 with a mark', utf16('\uFEFF<é'), undefined, '<é'],
    ['UTF-16 without one', utf16('<é'), undefined, '<é'],
    ['UTF-16, the other way round', utf16('<é').swap16(), undefined, '<é'],
  ])('%s', (_, bytes, charset, text) => {
    expect(decode(bytes, charset)).toBe(text);
  });
});
