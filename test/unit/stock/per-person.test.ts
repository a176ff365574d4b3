import { describe, expect, test } from 'vitest';
import type { HeadCount } from '#shared/domain/facilities/facility.ts';
import { scaleToHeads } from '#shared/domain/stock/per-person.ts';

const heads = (day: number, counts: Partial<HeadCount>): HeadCount => ({
  day,
  staff: 0,
  staffOnDuty: 0,
  held: 0,
  women: 0,
  juveniles: 0,
  ...counts,
});
const held = (day: number, people: number) => heads(day, { held: people });
const soap = { held: 0.04 };

describe('measured use follows the number of people once it differs by more than a fifth', () => {
  test.each([
    { story: 'halved since the window ended', counts: [held(0, 950), held(100, 475)], scale: 0.5 },
    { story: 'doubled since', counts: [held(0, 475), held(100, 950)], scale: 2 },
    { story: 'a fifth fewer is the usual coming and going', counts: [held(0, 1000), held(100, 800)], scale: null },
    { story: 'one person more than that is not', counts: [held(0, 1000), held(100, 799)], scale: 0.799 },
    { story: 'a fifth more is usual too', counts: [held(0, 1000), held(100, 1200)], scale: null },
    { story: 'halved for the last third of the window', counts: [held(0, 900), held(70, 450)], scale: 0.6 },
    { story: 'days before the first count known are left out', counts: [held(70, 900), held(100, 450)], scale: 0.5 },
    { story: 'nobody was counted in the window', counts: [held(100, 900), held(101, 450)], scale: null },
    { story: 'one count says nothing about a change', counts: [held(0, 950)], scale: null },
    { story: 'none at all', counts: [], scale: null },
    { story: 'nobody is left: what remains is not used up by norm', counts: [held(0, 950), held(100, 0)], scale: null },
    { story: 'nobody was there then', counts: [held(0, 0), held(100, 950)], scale: null },
  ])('$story', ({ counts, scale }) => {
    expect(scaleToHeads(soap, counts, 10, 100)?.valueOf() ?? null).toBe(scale);
  });

  test('several drivers are weighed by their norms: few staff use many gloves', () => {
    const norms = { staffOnDuty: 4, held: 0.04 };
    const counts = [heads(0, { staffOnDuty: 40, held: 1000 }), heads(100, { staffOnDuty: 20, held: 1000 })];
    expect(scaleToHeads(norms, counts, 10, 100)?.valueOf()).toBe(0.6);
    expect(scaleToHeads(soap, counts, 10, 100)).toBeNull();
  });

  test('an item without norms is not used by the head', () => {
    expect(scaleToHeads({}, [held(0, 950), held(100, 475)], 10, 100)).toBeNull();
  });
});
