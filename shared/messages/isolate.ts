/** Keeps names of one writing direction from turning the sentence of another around, in plain text and subjects. */
import type { Direction } from './locales.ts';

/** First strong isolate, and the end of it. HTML says `<bdi>` instead. */
export const FIRST_STRONG_ISOLATE = '\u2068';
export const POP_DIRECTIONAL_ISOLATE = '\u2069';

const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const NOT_PLAIN_ARABIC = /[^\p{Script=Arabic}\p{M}\s]/u;
/** Letters are joined and parted by these in some languages; all other marks that are not seen are taken out. */
const JOINERS = /[\u200c\u200d]/u;
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** A name without what is not seen: control characters and line breaks become a space, marks of direction go. */
export function visible(name: string): string {
  return name
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(UNSEEN, (mark) => (JOINERS.test(mark) ? mark : ''))
    .trim();
}

/** A text set apart from a sentence of the other direction; unchanged where both run the same way. */
export function isolated(text: string, direction: Direction): string {
  const mixes = direction === 'rtl' ? NOT_PLAIN_ARABIC : RIGHT_TO_LEFT;
  return mixes.test(text) ? `${FIRST_STRONG_ISOLATE}${text}${POP_DIRECTIONAL_ISOLATE}` : text;
}
