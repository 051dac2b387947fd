/** Written down by hand from https://www.gov.uk/bank-holidays, so that what is tested does not vouch for itself. */
const bankHolidays = new Set([
  ...['2026-08-31', '2026-12-25', '2026-12-28'],
  ...[
    '2027-01-01',
    '2027-03-26',
    '2027-03-29',
    '2027-05-03',
    '2027-05-31',
    '2027-08-30',
    '2027-12-27',
    '2027-12-28',
  ],
  ...[
    '2028-01-03',
    '2028-04-14',
    '2028-04-17',
    '2028-05-01',
    '2028-05-29',
    '2028-08-28',
    '2028-12-25',
    '2028-12-26',
  ],
]);

const first = Date.UTC(2026, 8, 1);
const day = 86_400_000;

/** How many working days there were up to and with each day since the first one. */
const counts = new Map<string, number>();
for (let at = first, count = 0; at < Date.UTC(2029, 0, 1); at += day) {
  const date = new Date(at);
  const name = date.toISOString().slice(0, 10);
  if (date.getUTCDay() % 6 !== 0 && !bankHolidays.has(name)) count += 1;
  counts.set(name, count);
}

/** Working days from one day to another in London; below zero when it is earlier. From September 2026 to 2028. */
export function workingDays(from: string, to: string): number {
  const [one, other] = [counts.get(from), counts.get(to)];
  if (one === undefined || other === undefined) throw new RangeError(`${from} or ${to} is not in the table`);
  return other - one;
}

export function isWorking(name: string): boolean {
  return workingDays(plus(name, -1), name) === 1;
}

export function plus(name: string, count: number): string {
  return new Date(Date.parse(name) + count * day).toISOString().slice(0, 10);
}

const parts = new Intl.DateTimeFormat('en-CA', {
  ...{ timeZone: 'Europe/London', year: 'numeric', month: '2-digit', day: '2-digit' },
  ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
} as const);

/** What calendar and clock show in London: `['2026-11-22', '10:00']`. */
export function london(instant: Date): [day: string, time: string] {
  const [date, time] = parts.format(instant).split(', ') as [string, string];
  return [date, time];
}
