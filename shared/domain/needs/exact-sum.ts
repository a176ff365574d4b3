/** Adds up many rates exactly, without letting the common denominator of thousands of places grow beyond use. */
import Fraction from 'fraction.js';

/** Digits of a common denominator up to which a sum stays exact. Rates of spans alone stay far below. */
const MOST_DIGITS = 60;
/** Beyond, each rate is taken to a billionth of a unit. */
const BILLIONTHS = 1_000_000_000n;

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** The sum; the same whatever order the parts come in. Parts are not negative. */
export function exactSum(parts: Iterable<Fraction>): Fraction {
  const byDenominator = new Map<bigint, bigint>();
  for (const { n, d } of parts) byDenominator.set(d, (byDenominator.get(d) ?? 0n) + n);
  const most = 10n ** BigInt(MOST_DIGITS);
  let common = 1n;
  for (const d of byDenominator.keys()) {
    common = (common / gcd(common, d)) * d;
    if (common > most) return roundedSum(byDenominator);
  }
  let sum = 0n;
  for (const [d, n] of byDenominator) sum += n * (common / d);
  return new Fraction(sum, common);
}

function roundedSum(byDenominator: ReadonlyMap<bigint, bigint>): Fraction {
  let sum = 0n;
  for (const [d, n] of byDenominator) sum += (2n * n * BILLIONTHS + d) / (2n * d);
  return new Fraction(sum, BILLIONTHS);
}
