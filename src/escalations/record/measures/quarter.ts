import type { Day } from '../../../time.ts';

/** A quarter of a year, `2026-Q4`: sorts as it follows. */
export type Quarter = string;

/** Quarters that are shown at most: two years. */
export const most = 8;

export function quarterOf(day: Day): Quarter {
  return `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
}

/** All from the first to the last. */
export function quartersFrom(first: Quarter, last: Quarter): Quarter[] {
  const quarters: Quarter[] = [];
  for (let at = first; at <= last; at = next(at)) quarters.push(at);
  return quarters;
}

/** As people write it: `Oct–Dec 2026`. */
export function showQuarter(quarter: Quarter): string {
  const months = ['Jan–Mar', 'Apr–Jun', 'Jul–Sep', 'Oct–Dec'];
  return `${months[Number(quarter.slice(6)) - 1]} ${quarter.slice(0, 4)}`;
}

function next(quarter: Quarter): Quarter {
  const [year, part] = [Number(quarter.slice(0, 4)), Number(quarter.slice(6))];
  return part === 4 ? `${year + 1}-Q1` : `${year}-Q${part + 1}`;
}
