/** Pages of a list that was put together in memory because its totals, or its order, need all of it. */
import { isRefusal, type Refusal } from '../domain/refusal.ts';
import { type ListIdentity, readCursor, writeCursor } from './cursor.ts';

/** The items after the cursor, at most `limit`. `keyOf` ascends along the list. */
export function pageOf<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  identity: ListIdentity,
  limit: number,
  cursor: string | undefined,
): { items: T[]; nextCursor: string | null } | Refusal {
  const position = cursor === undefined ? undefined : readCursor(identity, cursor);
  if (isRefusal(position)) return position;
  const rest = position === undefined ? items : items.filter((item) => keyOf(item) > position.after.SK);
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  if (last === undefined || rest.length <= limit) return { items: page, nextCursor: null };
  return {
    items: page,
    nextCursor: writeCursor(identity, { source: identity.list, after: { PK: identity.list, SK: keyOf(last) } }),
  };
}
