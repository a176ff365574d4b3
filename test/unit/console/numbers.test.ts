/** People type numbers as they learned to: every way that is clear is read, and one that is not is asked about. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readWhole } from '../../../web/kit/numbers.ts';

describe('a whole number', () => {
  test.each([
    ['1500', 1500],
    ['1 500', 1500],
    ['1\u202f500', 1500],
    ["1'500", 1500],
    ['١٥٠٠', 1500],
    ['۱۵۰۰', 1500],
    ['١٬٥٠٠', 1500],
    ['1,500,000', 1_500_000],
    ['1.500.000', 1_500_000],
    ['12,0', 12],
    ['1,500.00', 1500],
    ['\u200f42\u200f', 42],
    [' 7 ', 7],
    ['0', 0],
  ])('is read from %j', (text, value) => {
    expect(readWhole(text)).toEqual({ kind: 'number', value });
  });

  test.each([
    ['1.500', 1500],
    ['1,500', 1500],
    ['12.000', 12_000],
  ])('is asked about where %j could be two things', (text, whole) => {
    expect(readWhole(text)).toEqual({ kind: 'ambiguous', whole });
  });

  test.each(['1.5', '0,500', '1,500.25', '1234.567'])('is not made out of the fraction %j', (text) => {
    expect(readWhole(text)).toEqual({ kind: 'fraction' });
  });

  test.each(['twelve', '-3', '1-2', '1e3', '12,34,56', '99999999999'])('is not made out of %j', (text) => {
    expect(readWhole(text)).toEqual({ kind: 'invalid' });
  });

  test('is nothing while nothing is typed', () => {
    expect(readWhole('  ')).toEqual({ kind: 'empty' });
  });

  test('comes back however a locale writes it, or is asked about', () => {
    const locales = fc.constantFrom('en-UG', 'fr-TN', 'ar-TN', 'ar-EG', 'ru-KZ', 'kk-KZ', 'de-CH', 'fa-IR');
    fc.assert(
      fc.property(locales, fc.nat(1_000_000_000), (locale, value) => {
        const read = readWhole(new Intl.NumberFormat(locale).format(value));
        expect(read.kind === 'ambiguous' ? read.whole : read.kind === 'number' ? read.value : read.kind).toBe(value);
      }),
    );
  });

  test('never makes the field fail, whatever is pasted into it', () => {
    fc.assert(fc.property(fc.string(), (text) => readWhole(text).kind.length > 0));
  });
});
