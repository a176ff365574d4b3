/** English questions about figures that look like a slip; the console has its own per language, by the code. */
import type { Question } from '#shared/domain/stock/ask.ts';

const figure = (value: number | null) => value?.toLocaleString('en');

const words = (reason: Question['reason']) => (reason ?? '').replace('-', ' ');

const questions: Record<Question['why'], (asked: Question) => string> = {
  'first-figure': () => 'That would last more than 400 days by the norm.',
  'far-above-book': (q) => `The book says ${figure(q.book)}.`,
  'far-above-max': () => 'That is far more than this place can need.',
  'out-too-long': () => 'The count before it found some: were there really so many days without any?',
  'lost-digit': (q) => `The book says ${figure(q.book)}: is a digit missing?`,
  'use-too-fast': (q) => `The book says ${figure(q.book)}: use would be more than five times what is usual.`,
  'loss-added': (q) =>
    `What is ${words(q.reason)} leaves the shelf: ${figure(q.quantity)} would add to it, ${figure(-q.quantity)} takes it away.`,
  'find-taken': (q) =>
    `What is ${words(q.reason)} comes to the shelf: ${figure(q.quantity)} would take it away, ${figure(-q.quantity)} adds it.`,
  gain: (q) => `The book says ${figure(q.book)}: was a delivery not recorded?`,
};

/** Asks whether a figure is right. */
export function questionSentence(asked: Question): string {
  return `${asked.itemId}: is ${figure(asked.quantity)} right? ${questions[asked.why](asked)} If it is, send the same again with "confirm": true.`;
}
