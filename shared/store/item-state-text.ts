/** Writes stretches and months of a position as short text: two hundred items have to fit into few read units. */
import { addMonths, type Month } from '../domain/day.ts';
import type { MonthUse, Segment } from '../domain/stock/item-state.ts';

/** A figure of a token by its letter; nothing where it has its usual value. */
const extra = (letter: string, value: number, usual = 0): string => (value === usual ? '' : `${letter}${value}`);

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
    return {
      start: match[1],
      length: Number(match[2]),
      used: Number(match[3]),
      extra: match[4] ? extrasOf(match[4]) : usually,
    };
  });
}

const usually: Token['extra'] = (_, usual) => usual;

function extrasOf(text: string): Token['extra'] {
  const extras = new Map([...text.matchAll(/([a-z])(-?\d+)/g)].map((m) => [m[1], Number(m[2])]));
  return (letter, usual) => extras.get(letter) ?? usual;
}

const MARKS = [null, 'lower-bound', 'unexplained-gain'] as const;

/** Usual value of `uses` and of `spans`, which most stretches have. */
const usualUses = (used: number): number => (used > 0 ? 1 : 0);
function usualSpans(kind: Segment['kind'], length: number, daysOut: number): number {
  if (kind === 'span') return 1;
  return daysOut > 0 ? 0 : length;
}

/** `@<from>:` only where it does not follow on, then `<length>:<used>` and what is unusual: d kind, r, a, x dispatched, o, u, s, m mark. */
export function segmentsText(segments: readonly Segment[]): string {
  let follows: number | undefined;
  return segments
    .map((s) => {
      const length = s.to - s.from;
      const start = s.from === follows ? '' : `@${s.from}:`;
      follows = s.to;
      return [
        `${start}${length}:${s.used}`,
        extra('d', s.kind === 'days' ? 1 : 0),
        extra('r', s.received),
        extra('a', s.adjusted),
        extra('x', s.dispatched),
        extra('o', s.daysOut),
        extra('u', s.uses, usualUses(s.used)),
        extra('s', s.spans, usualSpans(s.kind, length, s.daysOut)),
        extra('m', MARKS.indexOf(s.mark)),
      ].join('');
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
    return {
      kind,
      from,
      to: follows,
      used: token.used,
      received: token.extra('r', 0),
      adjusted: token.extra('a', 0),
      dispatched: token.extra('x', 0),
      daysOut,
      uses: token.extra('u', usualUses(token.used)),
      spans: token.extra('s', usualSpans(kind, token.length, daysOut)),
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
      return `${start}${m.stockDays}:${m.used}${extra('o', m.daysOut)}${extra('b', m.boundUsed)}${extra('n', m.boundDays)}`;
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
