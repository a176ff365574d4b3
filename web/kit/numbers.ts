/** Reads whole numbers as people type them: any digits, any grouping; and asks where one text could be two numbers. */

export type ReadNumber =
  | { readonly kind: 'empty' }
  | { readonly kind: 'number'; readonly value: number }
  /** `1.500` is 1,500 to some and 1.5 to others: `whole` is the first; the second is no quantity. */
  | { readonly kind: 'ambiguous'; readonly whole: number }
  | { readonly kind: 'fraction' }
  | { readonly kind: 'invalid' };

const largest = 1_000_000_000;

/** Arabic-Indic and Persian digits and marks as Latin ones. */
function latinised(text: string): string {
  return text
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf))
    .replaceAll('\u066c', ' ')
    .replaceAll('\u066b', ',')
    .replaceAll('\u060c', ',');
}

const valued = (digits: string): ReadNumber => {
  const value = Number(digits);
  return value <= largest ? { kind: 'number', value } : { kind: 'invalid' };
};

/** The whole number that a text says. Spaces, apostrophes and underscores group; a dot or comma may group or part. */
export function readWhole(text: string): ReadNumber {
  const typed = latinised(text)
    .replace(/[\u200e\u200f\u061c\u2066-\u2069]/g, '')
    .trim();
  if (typed === '') return { kind: 'empty' };
  const plain = typed.replace(/(?<=\d)[\s\u00a0\u202f\u2009'\u2019_]+(?=\d)/g, '');
  if (/^\d+$/.test(plain)) return valued(plain);
  const marks = /^(\d+)([.,])(\d+)$/.exec(plain);
  if (marks !== null) {
    const [, before = '', , after = ''] = marks;
    if (/^0+$/.test(after) && after.length !== 3) return valued(before);
    if (after.length === 3 && before.length <= 3 && !before.startsWith('0'))
      return { kind: 'ambiguous', whole: Number(before + after) };
    return { kind: 'fraction' };
  }
  // Two marks or more of one kind group; a last one of the other kind parts.
  const grouped = /^(\d{1,3})(?:([.,])\d{3})(?:\2\d{3})+$/.exec(plain);
  if (grouped !== null) return valued(plain.replace(/[.,]/g, ''));
  const both = /^\d{1,3}(?:([.,])\d{3})+(?!\1)[.,](\d+)$/.exec(plain);
  if (both !== null) {
    const whole = plain.slice(0, plain.length - (both[2]?.length ?? 0) - 1).replace(/[.,]/g, '');
    return /^0+$/.test(both[2] ?? '') ? valued(whole) : { kind: 'fraction' };
  }
  return { kind: 'invalid' };
}
