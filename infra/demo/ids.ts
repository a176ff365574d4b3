/** Ids and figures that look random and are the same in every run, so that a second run repeats the first. */
import { createHash } from 'node:crypto';

function digest(...words: readonly (string | number)[]): Buffer {
  return createHash('sha256').update(words.join('\n')).digest();
}

/** A UUID of version 7 made from an instant and what the document is about; the same for the same words. */
export function idOf(at: string, ...words: readonly (string | number)[]): string {
  const bytes = digest('muster demo', ...words).subarray(0, 16);
  bytes.writeUIntBE(Date.parse(at), 0, 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** A number from `low` (inclusive) to `high` (exclusive), the same for the same words. */
export function between(low: number, high: number, ...words: readonly (string | number)[]): number {
  return low + (digest(...words).readUInt32BE(0) / 2 ** 32) * (high - low);
}

/** A whole number from `low` to `high`, both inclusive, the same for the same words. */
export function wholeBetween(low: number, high: number, ...words: readonly (string | number)[]): number {
  return Math.floor(between(low, high + 1, ...words));
}
