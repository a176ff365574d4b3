/** No prisoner's number belongs into a free text: what looks like one is noticed, and figures of supplies are not. */
import { expect, test } from 'vitest';
import { holdsIdentityNumber } from '../../../web/kit/identity-numbers.ts';

test.each([
  'IIN 900115300123',
  '900115 300123',
  'CIN 01234567',
  '٠١٢٣٤٥٦٧',
  'CM86010101ABCD',
  'nin: cf 8601 0101 abcd',
])('%j is noticed', (text) => expect(holdsIdentityNumber(text)).toBe(true));

test.each([
  '1500 masks from the store',
  'batch M2209, 150 cartons',
  'call 0772 123 456 7890',
  '2026-11-20',
  'UNODC-UG-2020-06',
  '',
])('%j is left in peace', (text) => expect(holdsIdentityNumber(text)).toBe(false));
