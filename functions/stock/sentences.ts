/** English sentences about flags and questions for the API; the console has its own per language, by the code. */
import { showDay } from '#shared/domain/day.ts';
import type { Question } from '#shared/domain/stock/ask.ts';
import type { Flag, FlagCode } from '#shared/domain/stock/item-state.ts';

const figure = (value: string | number | null | undefined) =>
  typeof value === 'number' ? value.toLocaleString('en') : value;
const date = (value: string | number | null | undefined) => (typeof value === 'number' ? showDay(value) : '?');

const flagSentences: Record<FlagCode, (detail: Flag['detail']) => string> = {
  discrepancy: (d) => `The count differs from the book by ${figure(d.difference)}. Say what happened in an adjustment.`,
  'unexplained-gain': (d) =>
    `${figure(d.counted)} were counted where the book said ${figure(d.book)}. Was a delivery not recorded?`,
  'lot-not-counted': (d) => `Lot ${d.lot} with ${figure(d.quantity)} was not counted: it is taken as gone.`,
  'expiry-conflict': (d) => `Lot ${d.lot} was known to expire on ${date(d.before)}; now ${date(d.now)} holds.`,
  'count-conflict': (d) =>
    `${d.countedBy ?? 'Somebody else'} counted ${figure(d.before)} within the same hours; the later count of ${figure(d.counted)} stands.`,
  'book-below-zero': (d) => `More left than the book knew: it stands at ${figure(d.book)}. Count this item.`,
  superseded: () => 'A later count of the same day stands instead of this one.',
  'confirmed-implausible': () => 'The figure looked like a slip and was confirmed.',
  'reversal-waiting': () => 'The event to reverse has not arrived yet; the reversal takes effect when it does.',
  'reversed-before-arrival': () => 'This was reversed before it arrived: it changes no figure.',
};

/** What a flag means, with its figures. */
export function flagSentence(flag: Flag): string {
  return flagSentences[flag.code](flag.detail);
}

const questions: Record<Question['why'], (asked: Question) => string> = {
  'first-figure': () => 'That would last more than 400 days by the norm.',
  'far-above-book': (q) => `The book says ${figure(q.book)}.`,
  'far-above-max': () => 'That is far more than this place can need.',
  'lost-digit': (q) => `The book says ${figure(q.book)}: is a digit missing?`,
  'use-too-fast': (q) => `The book says ${figure(q.book)}: use would be more than five times what is usual.`,
  gain: (q) => `The book says ${figure(q.book)}: was a delivery not recorded?`,
};

/** Asks whether a figure is right. */
export function questionSentence(asked: Question): string {
  return `${asked.itemId}: is ${figure(asked.quantity)} right? ${questions[asked.why](asked)} If it is, send the same again with "confirm": true.`;
}
