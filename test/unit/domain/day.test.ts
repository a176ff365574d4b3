import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addMonths,
  endOfDay,
  firstDayOf,
  knownTimeZone,
  lastDayOf,
  localDay,
  localHour,
  monthOf,
  parseDay,
  showDay,
  startOfDay,
  weekOf,
} from '#shared/domain/day.ts';

const day = (iso: string): number => parseDay(iso) ?? Number.NaN;
/** Zones of the programme, zones that change their clocks at midnight, and the ends of the world. */
const zones = [
  'Africa/Kampala',
  'Africa/Tunis',
  'Asia/Almaty',
  'Asia/Qyzylorda',
  'Europe/Berlin',
  'America/Santiago',
  'Asia/Beirut',
  'Africa/Cairo',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'America/St_Johns',
  'UTC',
];

describe('days of the calendar', () => {
  test('a day reads back as it was written', () => {
    fc.assert(
      fc.property(fc.integer({ min: -25_000, max: 80_000 }), (n) => {
        expect(parseDay(showDay(n))).toBe(n);
        expect(firstDayOf(monthOf(n))).toBeLessThanOrEqual(n);
        expect(lastDayOf(monthOf(n))).toBeGreaterThanOrEqual(n);
      }),
    );
  });
  test.each(['2026-02-29', '2026-13-01', '2026-1-1', '2026-11-31', '', 'tomorrow', '2026-11-20T00:00'])(
    '%j is no day',
    (text) => expect(parseDay(text)).toBeUndefined(),
  );
  test('the 29th of February exists in leap years only', () => {
    expect(showDay(lastDayOf('2028-02'))).toBe('2028-02-29');
    expect(showDay(lastDayOf('2026-02'))).toBe('2026-02-28');
  });
  test('months are counted across years in both directions', () => {
    expect([addMonths('2026-11', 3), addMonths('2026-01', -1), addMonths('2026-06', -12)]).toEqual([
      '2027-02',
      '2025-12',
      '2025-06',
    ]);
  });
  test('weeks begin on Monday, also before 1970', () => {
    expect(weekOf(day('2026-11-23')) - weekOf(day('2026-11-22'))).toBe(1);
    expect(weekOf(day('2026-11-29'))).toBe(weekOf(day('2026-11-23')));
    expect(weekOf(3)).toBe(-1);
  });
});

describe('local days', () => {
  test('an instant belongs to the day on the wall of the place', () => {
    const late = Date.parse('2026-11-20T21:30:00Z');
    expect(showDay(localDay(late, 'Africa/Kampala'))).toBe('2026-11-21');
    expect(showDay(localDay(late, 'Africa/Tunis'))).toBe('2026-11-20');
    expect(localHour(late, 'Africa/Kampala')).toBe(0);
  });
  test('a sheet with a date only is the last millisecond of that day', () => {
    expect(new Date(endOfDay(day('2026-11-20'), 'Africa/Kampala')).toISOString()).toBe('2026-11-20T20:59:59.999Z');
  });
  test('the day on which clocks go back has 25 hours, the one on which they go forward 23', () => {
    const hours = (iso: string, zone: string) =>
      (startOfDay(day(iso) + 1, zone) - startOfDay(day(iso), zone)) / 3_600_000;
    expect(hours('2026-10-25', 'Europe/Berlin')).toBe(25);
    expect(hours('2026-03-29', 'Europe/Berlin')).toBe(23);
    expect(hours('2024-02-29', 'Asia/Almaty')).toBe(25);
  });
  test('every day of every zone begins after the one before and ends with its own last millisecond', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: 16_000, max: 23_000 }), (zone, n) => {
        // Apia skipped 30 December 2011, which lies before this range.
        const [start, end] = [startOfDay(n, zone), endOfDay(n, zone)];
        expect(localDay(start, zone)).toBe(n);
        expect(localDay(end, zone)).toBe(n);
        expect(localDay(start - 1, zone)).toBe(n - 1);
        expect(localDay(end + 1, zone)).toBe(n + 1);
      }),
      {
        numRuns: 2000,
        examples: [
          ['Asia/Almaty', day('2024-03-01')],
          ['Asia/Qyzylorda', day('2018-12-21')],
          ['Asia/Beirut', day('2026-03-29')],
          ['Africa/Cairo', day('2026-04-24')],
          ['America/Santiago', day('2026-09-06')],
          ['America/Santiago', day('2026-04-05')],
        ],
      },
    );
  });
  test('a zone that nobody knows is told', () => {
    expect([knownTimeZone('Africa/Kampala'), knownTimeZone('Africa/Nowhere'), knownTimeZone('')]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

test('no day is reckoned with in a zone that the runtime does not know', () => {
  for (const ask of [localDay, localHour]) expect(() => ask(0, 'Mars/Olympus')).toThrow('Mars/Olympus');
});
