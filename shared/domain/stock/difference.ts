/** Where two positions of an item part first: what a person looks at before anything else when the books do not agree. */
import { type Day, showDay } from '../day.ts';
import { FOREVER, type ItemState } from './item-state.ts';

type Scalar = string | number | null;

export interface Difference {
  /**
   * What differs: `position` (one of the two is not there), `lot`, `withdrawals`, `last-count`, `since-count`, `days`,
   * `older-days`, `segment`, `month`, `flows`, `lines`, or `order` where the two say the same in another order.
   */
  readonly part: string;
  /** Which of them: a lot, a first day (`YYYY-MM-DD`) or a month; null where there is one only. */
  readonly at: string | null;
  /** Which of its figures; null for `position` and `order`. */
  readonly figure: string | null;
  /** The figure of either; null where it has none. Who counted is not told. */
  readonly kept: Scalar;
  readonly folded: Scalar;
}

interface Leaf {
  readonly part: string;
  readonly at: string | null;
  readonly figure: string;
  readonly value: Scalar;
}

const date = (day: Day | null) => (day === null || day < 0 || day >= FOREVER ? day : showDay(day));

function leavesOf(part: string, at: string | null, figures: Readonly<Record<string, Scalar>>): Leaf[] {
  return Object.entries(figures).map(([figure, value]) => ({ part, at, figure, value }));
}

/** Every figure of a position, what stands on the shelf first. */
function leaves(state: ItemState): Leaf[] {
  const { open, anchor, span, flows } = state;
  const { month, losses, ...moved } = flows;
  return [
    ...state.lots.flatMap(({ lot, quantity, held, expiry }) =>
      leavesOf('lot', lot ?? '-', { quantity, held, expiry: date(expiry) }),
    ),
    ...leavesOf('withdrawals', open.month, { withdrawn: open.withdrawn, expired: open.expired }),
    ...(anchor === null
      ? []
      : leavesOf('last-count', showDay(anchor.day), {
          quantity: anchor.quantity,
          occurredAt: anchor.occurredAt,
          eventId: anchor.eventId,
          bookkeeping: anchor.bookkeeping,
          goodThrough: date(anchor.goodThrough),
          book: anchor.book,
          conflict: String(anchor.conflict),
        })),
    ...leavesOf('since-count', null, { ...span, firstReceivedOn: date(span.firstReceivedOn) }),
    ...state.days.flatMap(({ from, to, ...rest }) => leavesOf('days', showDay(from), { ...rest, to: showDay(to) })),
    ...state.olderDays.flatMap(({ month: of, ...rest }) => leavesOf('older-days', of, rest)),
    ...state.segments.flatMap(({ from, to, ...rest }) =>
      leavesOf('segment', showDay(from), { ...rest, to: showDay(to) }),
    ),
    ...state.months.flatMap(({ month: of, ...rest }) => leavesOf('month', of, rest)),
    ...leavesOf('flows', month, { ...moved, ...losses }),
    ...leavesOf('lines', null, {
      firstDay: showDay(state.firstDay),
      lastKey: state.lastKey,
      lastDay: showDay(state.lastDay),
      lastReceivedOn: date(state.lastReceivedOn),
    }),
  ];
}

/** The first figure in which two positions that are known to differ do so. */
export function firstDifference(kept: ItemState | null, folded: ItemState | null): Difference {
  const whole = { at: null, figure: null, kept: null, folded: null };
  if (kept === null || folded === null) return { ...whole, part: 'position' };
  const nameOf = ({ part, at, figure }: Leaf) => JSON.stringify([part, at, figure]);
  const [mine, theirs] = [leaves(kept), leaves(folded)];
  const [keptValues, foldedValues] = [mine, theirs].map(
    (all) => new Map(all.map((leaf) => [nameOf(leaf), leaf.value])),
  );
  for (const leaf of [...mine, ...theirs]) {
    const [a, b] = [keptValues?.get(nameOf(leaf)) ?? null, foldedValues?.get(nameOf(leaf)) ?? null];
    if (a !== b) return { part: leaf.part, at: leaf.at, figure: leaf.figure, kept: a, folded: b };
  }
  if (kept.anchor?.countedBy !== folded.anchor?.countedBy) return { ...whole, part: 'last-count', figure: 'countedBy' };
  return { ...whole, part: 'order' };
}
