/** Writes stretches and months of a position as short text: two hundred items have to fit into few read units. */
import { addMonths, type Month } from '../domain/day.ts';
import type { MonthUse, Segment } from '../domain/stock/item-state.ts';

/** Optional figures of a token, by their letter; absent ones have their usual value. */
type Extras = Readonly<Record<string, number>>;

const extrasText = (extras: Extras, usual: Extras): string =>
  Object.entries(extras)
    .filter(([letter, value]) => value !== (usual[letter] ?? 0))
    .map(([letter, value]) => `${letter}${value}`)
    .join('');

const TOKEN = /^(?:@([^:]+):)?(\d+):(-?\d+)((?:[a-z]-?\d+)*)$/;

interface Token {
  readonly start: string | undefined;
  readonly length: number;
  readonly used: number;
  readonly extra: (letter: string, usual: number) => number;
}

function tokensOf(text: string): Token[] {
  if (text === '') return [];
  return text.split(' ').map((token) => {
    const match = TOKEN.exec(token);
    if (!match) throw new Error(`unreadable position: ${token}`);
    const extras = new Map([...(match[4] ?? '').matchAll(/([a-z])(-?\d+)/g)].map((m) => [m[1], Number(m[2])]));
    return {
      start: match[1],
      length: Number(match[2]),
      used: Number(match[3]),
      extra: (letter, usual) => extras.get(letter) ?? usual,
    };
  });
}

const MARKS = [null, 'lower-bound', 'unexplained-gain'] as const;

/** Usual value of `uses` and `spans`, which most stretches have. */
function usualOf(kind: Segment['kind'], length: number, used: number, daysOut: number): Extras {
  return { u: used > 0 ? 1 : 0, s: kind === 'span' ? 1 : daysOut > 0 ? 0 : length };
}

/** `@<from>:` only where it does not follow on, then `<length>:<used>` and what is unusual: d kind, r, a, o, u, s, m mark. */
export function segmentsText(segments: readonly Segment[]): string {
  let follows: number | undefined;
  return segments
    .map((s) => {
      const length = s.to - s.from;
      const start = s.from === follows ? '' : `@${s.from}:`;
      follows = s.to;
      const extras = {
        d: s.kind === 'days' ? 1 : 0,
        r: s.received,
        a: s.adjusted,
        o: s.daysOut,
        u: s.uses,
        s: s.spans,
        m: MARKS.indexOf(s.mark),
      };
      return `${start}${length}:${s.used}${extrasText(extras, usualOf(s.kind, length, s.used, s.daysOut))}`;
    })
    .join(' ');
}

/** Reads what `segmentsText` wrote. Throws on anything else. */
export function segmentsFrom(text: string): Segment[] {
  let follows = 0;
  return tokensOf(text).map((token) => {
    const from = token.start === undefined ? follows : Number(token.start);
    follows = from + token.length;
    const kind = token.extra('d', 0) === 1 ? 'days' : 'span';
    const daysOut = token.extra('o', 0);
    const usual = usualOf(kind, token.length, token.used, daysOut);
    return {
      kind,
      from,
      to: follows,
      used: token.used,
      received: token.extra('r', 0),
      adjusted: token.extra('a', 0),
      daysOut,
      uses: token.extra('u', usual.u ?? 0),
      spans: token.extra('s', usual.s ?? 0),
      mark: MARKS[token.extra('m', 0)] ?? null,
    };
  });
}

/** `@<month>:` only where it does not follow on, then `<days with stock>:<used>`; o days out, b and n use and days of lower bounds. */
export function monthsText(months: readonly MonthUse[]): string {
  let follows: Month | undefined;
  return months
    .map((m) => {
      const start = m.month === follows ? '' : `@${m.month}:`;
      follows = addMonths(m.month, 1);
      return `${start}${m.stockDays}:${m.used}${extrasText({ o: m.daysOut, b: m.boundUsed, n: m.boundDays }, {})}`;
    })
    .join(' ');
}

/** Reads what `monthsText` wrote. Throws on anything else. */
export function monthsFrom(text: string): MonthUse[] {
  let follows: Month = '';
  return tokensOf(text).map((token) => {
    const month = token.start ?? follows;
    follows = addMonths(month, 1);
    return {
      month,
      used: token.used,
      stockDays: token.length,
      daysOut: token.extra('o', 0),
      boundUsed: token.extra('b', 0),
      boundDays: token.extra('n', 0),
    };
  });
}
