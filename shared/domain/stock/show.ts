/** Rounds exact figures for people: never before this point. */
import type Fraction from 'fraction.js';

/** Days of a month on average: 365.25 / 12. */
export const DAYS_PER_MONTH = 30.4375;

/** A figure to so many decimals, half away from zero; null stays null. */
export function shown(value: Fraction | null, decimals: number): number | null {
  return value === null ? null : value.round(decimals).valueOf();
}
