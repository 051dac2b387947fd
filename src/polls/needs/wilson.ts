/** Where a share lies, as likely as not to be missed once in twenty: both ends from 0 to 1. */
export interface Interval {
  low: number;
  high: number;
}

/** Of the standard normal distribution, what 95% lie within. */
const z = 1.959963984540054;

/**
 * The 95% score interval of a share, `chosen` of `answers` people, without continuity correction.
 * Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference, J Am Stat Assoc 22 (1927) 209–212; method 3
 * in R. G. Newcombe, Two-sided confidence intervals for the single proportion, Stat Med 17 (1998) 857–872. It takes answers for a sample
 * of many more people; where nearly everybody answered it is rather too wide.
 * @throws RangeError unless 0 ≤ chosen ≤ answers and answers > 0
 */
export function wilson(chosen: number, answers: number): Interval {
  if (!(answers > 0 && chosen >= 0 && chosen <= answers))
    throw new RangeError(`${chosen} of ${answers} is not a share`);
  const share = chosen / answers;
  const scale = 1 + z ** 2 / answers;
  const middle = (share + z ** 2 / (2 * answers)) / scale;
  const half = (z / scale) * Math.sqrt((share * (1 - share)) / answers + z ** 2 / (4 * answers ** 2));
  // At none and all the ends are 0 and 1, but for the last binary digit.
  return {
    low: chosen === 0 ? 0 : Math.max(0, middle - half),
    high: chosen === answers ? 1 : Math.min(1, middle + half),
  };
}

/** `chosen` of `answers` people. */
export interface Share {
  chosen: number;
  answers: number;
}

/**
 * The 95% interval of what a share has changed by, now less then, each end from −1 to 1. If 0 lies within, the change may be chance.
 * Source: method 10 in R. G. Newcombe, Interval estimation for the difference between independent proportions, Stat Med 17 (1998) 873–890.
 */
export function change(now: Share, then: Share): Interval {
  const [p, q] = [now.chosen / now.answers, then.chosen / then.answers];
  const [a, b] = [wilson(now.chosen, now.answers), wilson(then.chosen, then.answers)];
  return {
    low: p - q - Math.hypot(p - a.low, b.high - q),
    high: p - q + Math.hypot(a.high - p, q - b.low),
  };
}
