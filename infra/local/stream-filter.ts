/** Judges stream records by the filter patterns of an event source mapping, as Lambda does. Pure. */
import * as z from 'zod';
import { StartRefused } from './refused.ts';

/** Whether a value (undefined where the record has none) fits. */
type Rule = (value: unknown) => boolean;

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const prefixRule = z.strictObject({ prefix: z.string() });
const existsRule = z.strictObject({ exists: z.boolean() });
const exceptRule = z.strictObject({
  'anything-but': z.union([z.array(scalar).min(1), scalar, prefixRule]),
});

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const hasPrefix = (value: unknown, prefix: string): boolean => typeof value === 'string' && value.startsWith(prefix);

function readRule(raw: unknown, logicalId: string): Rule {
  const plain = scalar.safeParse(raw);
  if (plain.success) return (value) => value === plain.data;
  const prefix = prefixRule.safeParse(raw);
  if (prefix.success) return (value) => hasPrefix(value, prefix.data.prefix);
  const exists = existsRule.safeParse(raw);
  if (exists.success) return (value) => (value !== undefined) === exists.data.exists;
  const except = exceptRule.safeParse(raw);
  if (except.success) {
    const but = except.data['anything-but'];
    if (isRecord(but)) return (value) => value !== undefined && !hasPrefix(value, but.prefix);
    const excluded: readonly unknown[] = Array.isArray(but) ? but : [but];
    return (value) => value !== undefined && !excluded.includes(value);
  }
  throw new StartRefused(
    `${logicalId}: the local runner does not know the filter rule ${JSON.stringify(raw)} (infra/local/stream-filter.ts).`,
  );
}

/** A pattern's node: every key must fit; a list fits when one of its rules does. */
function readNode(node: unknown, logicalId: string): Rule {
  if (Array.isArray(node)) {
    const rules = node.map((one) => readRule(one, logicalId));
    return (value) => rules.some((rule) => rule(value));
  }
  if (!isRecord(node)) throw new StartRefused(`${logicalId}: a filter pattern holds ${JSON.stringify(node)}.`);
  if ('$or' in node) throw new StartRefused(`${logicalId}: the local runner does not know $or in a filter pattern.`);
  const parts = Object.entries(node).map(([key, part]) => [key, readNode(part, logicalId)] as const);
  return (value) => parts.every(([key, rule]) => rule(isRecord(value) ? value[key] : undefined));
}

/**
 * Reads the patterns (JSON) of the mapping `logicalId`; a record passes when one of them fits, or when there is none.
 * Throws `StartRefused` for an operator that is not known here, because a filter that is guessed at hides records.
 */
export function readFilters(patterns: readonly string[], logicalId: string): (record: unknown) => boolean {
  const rules = patterns.map((pattern) => {
    try {
      return readNode(JSON.parse(pattern), logicalId);
    } catch (error) {
      if (error instanceof StartRefused) throw error;
      throw new StartRefused(`${logicalId}: its filter pattern is not JSON: ${pattern}`);
    }
  });
  return (record) => rules.length === 0 || rules.some((rule) => rule(record));
}
