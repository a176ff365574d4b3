/** Finds where a text stops being JSON: the engine's own message tells it only sometimes, and repeats the text. */
import { type Refusal, refuse } from '#shared/domain/refusal.ts';

const SPACE = /[ \t\n\r]*/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids exactly these inside a text.
const TEXT = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const SCALAR = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

type Expected = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end';

/** JSON of a text, or `body.malformed` with offset, line and column (from 1) of the first character that does not fit. */
export function parseJson(text: string): { readonly value: unknown } | Refusal {
  try {
    return { value: JSON.parse(text) };
  } catch {
    const offset = malformedAt(text);
    const before = text.slice(0, offset).split('\n');
    const line = before.length;
    const column = (before.at(-1)?.length ?? 0) + 1;
    const detail = `This is not JSON from line ${line}, column ${column} on.`;
    return refuse('body.malformed', detail, [], { position: { offset, line, column } });
  }
}

/** Offset of the first token that does not fit; the length of the text where it ends too early. */
export function malformedAt(text: string): number {
  const open: string[] = [];
  let expected: Expected = 'value';
  let at = 0;
  const skip = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    if (!pattern.test(text)) return false;
    at = pattern.lastIndex;
    return true;
  };
  for (;;) {
    skip(SPACE);
    const char = text[at];
    const inside = open.at(-1);
    if (char === undefined) return at;
    if (expected === 'comma-or-end' && inside === undefined) return at;
    const ends = inside === '{' ? '}' : ']';
    if (expected.endsWith('-end') && char === ends) {
      open.pop();
      expected = 'comma-or-end';
      at++;
    } else if (expected === 'comma-or-end' && char === ',') {
      expected = inside === '{' ? 'key' : 'value';
      at++;
    } else if (expected === 'colon' && char === ':') {
      expected = 'value';
      at++;
    } else if (expected.startsWith('key') && skip(TEXT)) expected = 'colon';
    else if (expected.startsWith('value') && (char === '{' || char === '[')) {
      open.push(char);
      expected = char === '{' ? 'key-or-end' : 'value-or-end';
      at++;
    } else if (expected.startsWith('value') && (skip(TEXT) || skip(SCALAR))) expected = 'comma-or-end';
    else return at;
  }
}
