/** Where a text stops being JSON. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { malformedAt, parseJson } from '#kit/json.ts';

describe('a text that is not JSON', () => {
  it.each([
    ['', 0],
    ['{', 1],
    ['{"a" 1}', 5],
    ['{"a":1,}', 7],
    ['[1,]', 3],
    ['[1 2]', 3],
    ['{"a":01}', 6],
    ["{'a':1}", 1],
    ['{"a":"x\ny"}', 5],
    ['nul', 0],
    ['1 x', 2],
    [']', 0],
    ['{"a":[1,{"b":tru}]}', 13],
  ])('%j stops at %d', (text, offset) => {
    expect(malformedAt(text)).toBe(offset);
    expect(parseJson(text)).toMatchObject({ code: 'body.malformed', extra: { position: { offset } } });
  });

  it('is found however deep it is nested', () => {
    const depth = 200_000;
    expect(malformedAt('['.repeat(depth))).toBe(depth);
  });

  it('reads what is JSON to its end', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(malformedAt(text)).toBe(text.length);
        expect(parseJson(text)).toEqual({ value: JSON.parse(text) });
      }),
    );
  });
});
