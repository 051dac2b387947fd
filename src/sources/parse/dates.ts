const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** Hours from UTC of the zone names of RFC 822 and the few others that feeds write. */
const ZONES = new Map(
  Object.entries({
    z: 0,
    ut: 0,
    utc: 0,
    gmt: 0,
    wet: 0,
    bst: 1,
    ist: 5.5,
    cet: 1,
    mez: 1,
    cest: 2,
    mesz: 2,
    eet: 2,
    eest: 3,
    msk: 3,
    jst: 9,
    kst: 9,
    est: -5,
    edt: -4,
    cst: -6,
    cdt: -5,
    mst: -7,
    mdt: -6,
    pst: -8,
    pdt: -7,
    akst: -9,
    akdt: -8,
    hst: -10,
    aest: 10,
    aedt: 11,
    acst: 9.5,
    awst: 8,
    nzst: 12,
    nzdt: 13,
    sast: 2,
    hkt: 8,
    sgt: 8,
    brt: -3,
  }),
);

/** Months of the languages next door, as Drupal and DSpace write them, that the first three letters would miss. */
const NEIGHBOURS = new Map(
  Object.entries({
    marz: 3,
    maerz: 3,
    mai: 5,
    okt: 10,
    oktober: 10,
    dez: 12,
    dezember: 12,
    fev: 2,
    fevrier: 2,
    avr: 4,
    avril: 4,
    juin: 6,
    juil: 7,
    juillet: 7,
    aout: 8,
    ene: 1,
    enero: 1,
    abr: 4,
    abril: 4,
    ago: 8,
    agosto: 8,
    dic: 12,
    diciembre: 12,
    janvier: 1,
    mei: 5,
    maart: 3,
    gen: 1,
    mag: 5,
    giu: 6,
    lug: 7,
    set: 9,
    ott: 10,
  }),
);

interface Parts {
  year: number;
  month: number;
  day: number;
}

/**
 * The instant that a feed's date names, or null. Reads ISO 8601 / W3C dates (to the year alone), RFC 822 with its many
 * misspellings, `YY-MM-DD HH:MM`, and dates in figures with dots or slashes. A date without a zone is UTC. Of two possible
 * orders of day and month the weekday decides, then the separator (dots and dashes: day first; slashes: month first unless
 * impossible). Years before 1970 or after 2100 are nobody's date of publishing (0001 and 3200 were seen): null.
 * Never `new Date(text)`: it takes the machine's zone and swaps day and month.
 */
export function parseDate(text: string): Date | null {
  const clean = text.slice(0, 100).replace(/\s+/g, ' ').trim();
  return iso(clean) ?? named(clean) ?? figures(clean);
}

function iso(text: string): Date | null {
  const found =
    /^(\d{4})(?:-?(\d{2})(?:-?(\d{2})(?:(?:[T ]| - ) ?(\d{1,2}[:h]?\d{2}.*)|(Z|[+-]\d{2}:?\d{2}))?)?)?$/i.exec(
      text,
    ) ??
    /^(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?:,? (\d.*))?$/.exec(text) ??
    /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d.*))?$/i.exec(text);
  if (found) {
    const [, year, month, day, rest, zone] = found;
    return build({ year: +year!, month: +(month ?? 1), day: +(day ?? 1) }, rest ?? zone ?? '');
  }
  const short = /^(\d{2})-(\d{2})-(\d{2}) (\d{1,2}:\d{2}.*)$/.exec(text);
  return short && build({ year: full(short[1]!), month: +short[2]!, day: +short[3]! }, short[4]!);
}

/** A date with its month in letters: `Fri, 20 Nov 2026 08:00:00 GMT`, `20-Nov-26`, `November 20, 2026`, `Fri Nov 20 08:00:00 GMT 2026`. */
function named(text: string): Date | null {
  const bare = text.replace(/^\p{L}{2,12}\.?,? (?=[\d\p{L}])/u, (word) => (monthOf(word) ? word : ''));
  const dayFirst =
    /^(\d{1,2})(?:st|nd|rd|th|\.)?[ -](?:of )?(\p{L}{3,12})\.?,?[ -](\d{4}|\d{2})\b,?(?: at)?(?: - | |T)?(.*)$/u.exec(
      bare,
    );
  if (dayFirst)
    return build(
      { year: full(dayFirst[3]!), month: monthOf(dayFirst[2]!), day: +dayFirst[1]! },
      dayFirst[4]!,
    );
  const monthFirst = /^(\p{L}{3,12})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b,?(?: at)?(?: - | )?(.*)$/u.exec(
    bare,
  );
  if (monthFirst)
    return build(
      { year: +monthFirst[3]!, month: monthOf(monthFirst[1]!), day: +monthFirst[2]! },
      monthFirst[4]!,
    );
  const unix = /^(\p{L}{3}) {1,2}(\d{1,2}) (\d{1,2}:\d{2}:\d{2})(?: (\p{L}{1,5}|[+-]\d{4}))? (\d{4})$/u.exec(
    bare,
  );
  return (
    unix &&
    build({ year: +unix[5]!, month: monthOf(unix[1]!), day: +unix[2]! }, `${unix[3]} ${unix[4] ?? ''}`)
  );
}

/** A date in figures, day or month first: `07.02.2025`, `Fri, 05/03/2019 - 15:21`. */
function figures(text: string): Date | null {
  const found =
    /^(?:(\p{L}{2,12})\.?,? )?(\d{1,2})([./-])(\d{1,2})[./-](\d{4}|\d{2})(?:,? (?:- )?(.*))?$/u.exec(text);
  if (!found) return null;
  const [, weekday, first, separator, second, year, rest = ''] = found;
  const dayFirst = build({ year: full(year!), day: +first!, month: +second! }, rest);
  const monthFirst = build({ year: full(year!), day: +second!, month: +first! }, rest);
  if (!dayFirst || !monthFirst) return dayFirst ?? monthFirst;
  const wanted = WEEKDAYS.indexOf(weekday?.slice(0, 3).toLowerCase() ?? '');
  if (wanted >= 0) {
    const falls = (month: number, day: number) =>
      new Date(Date.UTC(full(year!), month - 1, day)).getUTCDay() === wanted;
    if (falls(+second!, +first!) !== falls(+first!, +second!))
      return falls(+second!, +first!) ? dayFirst : monthFirst;
  }
  return separator === '/' ? monthFirst : dayFirst;
}

/** From a calendar day and what follows it (time of day and zone, either may be missing). Null where they are no date. */
function build({ year, month, day }: Parts, rest: string): Date | null {
  const time = /^(\d{1,2})[:h.]?(\d{2})(?:[:.](\d{2}))?(?:[.,](\d{1,9}))?\s*(?:([ap])\.?m\.?)?\s*(.*)$/i.exec(
    rest.trim(),
  );
  if (rest.trim() !== '' && !time && zoneOf(rest) === null) return null;
  const [, hours = '0', minutes = '0', seconds = '0', fraction = '0', half, ending] = time ?? [];
  const zone = time ? (ending ?? '') : rest;
  let hour = +hours;
  if (half && hour <= 12) hour = (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  const offset = zoneOf(zone) ?? 0;
  if (
    year < 1970 ||
    year > 2100 ||
    month < 1 ||
    month > 12 ||
    day < 1 ||
    hour > 24 ||
    +minutes > 59 ||
    +seconds > 60
  )
    return null;
  if (day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return null;
  const milliseconds = Math.floor(+`0.${fraction}` * 1000);
  return new Date(Date.UTC(year, month - 1, day, hour, +minutes - offset, +seconds, milliseconds));
}

/** Minutes ahead of UTC; null for a zone that is not known. `-0000` and an empty zone are UTC. */
function zoneOf(text: string): number | null {
  const zone = text.trim().toLowerCase().replace(/\(.*$/, '').trim();
  if (zone === '') return 0;
  const numeric = /^(?:utc|gmt)?\s*([+-])(\d{1,2})(?::?(\d{2}))?$/.exec(zone);
  if (numeric) {
    const minutes = +numeric[2]! * 60 + +(numeric[3] ?? 0);
    return minutes > 15 * 60 ? null : (numeric[1] === '-' ? -1 : 1) * minutes;
  }
  const hours = ZONES.get(zone);
  return hours === undefined ? null : hours * 60;
}

/** 1 to 12, or 0. */
function monthOf(word: string): number {
  const key = word
    .trim()
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f.]/g, '');
  return NEIGHBOURS.get(key) ?? MONTHS.indexOf(key.slice(0, 3)) + 1;
}

/** RFC 2822, section 4.3: 00 to 49 are of this century. */
function full(year: string): number {
  return year.length === 4 ? +year : +year + (+year < 50 ? 2000 : 1900);
}
