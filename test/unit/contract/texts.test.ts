/** Characters that nobody sees, in every text of every body: where they are refused, and where a script needs them. */
import { describe, expect, it } from 'vitest';
import { code, link, lot, memberId, note, person, text } from '#shared/contract/common.ts';
import { fieldErrors, pointerTo } from '#shared/contract/field-errors.ts';
import type { Row } from '#shared/contract/row.ts';
import { rows } from '#shared/contract/rows.ts';

const controls = ['\u0000', '\u001b', '\u007f', '\u0085', '\u009f'];
const turning = ['\u202a', '\u202e', '\u2066', '\u2069'];
/** Joiners and direction marks: Arabic and other scripts are not spelled without them. */
const needed = ['\u200c', '\u200d', '\u200e', '\u200f', '\u061c'];
const schemas = { 'a name': text(80), 'a person': person, 'a note': note, 'a lot': lot, 'a code': code(60) };

/** Every text in a value, with the path to it. */
function textsIn(value: unknown, path: readonly PropertyKey[] = []): (readonly PropertyKey[])[] {
  if (typeof value === 'string') return [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, [...path, Array.isArray(value) ? +key : key]));
}

function withText(value: unknown, [key, ...rest]: readonly PropertyKey[], put: (old: string) => string): unknown {
  if (key === undefined) return put(String(value));
  if (Array.isArray(value)) return value.map((inner, index) => (index === key ? withText(inner, rest, put) : inner));
  if (typeof value !== 'object' || value === null) return value;
  return { ...value, [key]: withText(Reflect.get(value, key), rest, put) };
}

describe.each(Object.entries(schemas))('%s', (_, schema) => {
  it.each([...controls, ...turning, '\ud800'])('holds no %j', (character) => {
    expect(schema.safeParse(`A${character}B`).success).toBe(false);
  });
});

describe('a refused character', () => {
  it('is named, because it cannot be seen', () => {
    const input = { name: 'Luzira \u202eUpper' };
    const parsed = text(80).safeParse(input.name);
    expect(parsed.success ? [] : fieldErrors(parsed.error.issues, input.name)).toEqual([
      {
        pointer: '',
        code: 'text.unseen-character',
        detail: 'Remove the character U+202E: it is not seen, and may change what is read.',
      },
    ]);
  });

  it.each(needed)('is none where %j is part of how a language is written', (character) => {
    expect([text(80), note, person].every((schema) => schema.safeParse(`A${character}B`).success)).toBe(true);
  });

  it.each([...needed, '\u200b', '\u00ad', '\u2028', '\ufeff'])('is %j in what has to be recognised', (character) => {
    for (const schema of [lot, code(60)]) expect(schema.safeParse(`A${character}B`).success).toBe(false);
    expect(link.safeParse(`https://example.org/a${character}b`).success).toBe(false);
    expect(memberId.safeParse(`a${character}b@example.org`).success).toBe(false);
  });
});

describe('lines and tabs', () => {
  it('are kept in a note, however their end was typed', () => {
    expect(note.parse('first\r\nsecond\n\tthird')).toBe('first\nsecond\n\tthird');
    expect(note.safeParse('over\rwritten').success).toBe(false);
  });

  it.each(['a\nb', 'a\tb', 'a\r\nb'])('are no part of a name: %j', (value) => {
    expect(text(80).safeParse(value).success).toBe(false);
  });
});

const withBodies = rows.flatMap((row: Row) => (row.body ? [[row.id, row.body, row.example.body] as const] : []));

describe.each(withBodies)('the body of %s', (_, schema, example) => {
  it('refuses a turned text wherever it holds one, and points to it', () => {
    for (const path of textsIn(example)) {
      const sent = withText(example, path, (old) => `${old.slice(0, 1)}\u202e${old.slice(1)}`);
      const parsed = schema.safeParse(sent);
      const pointers = parsed.success ? [] : fieldErrors(parsed.error.issues, sent).map(({ pointer }) => pointer);
      expect(pointers).toContain(pointerTo(path));
    }
  });
});
