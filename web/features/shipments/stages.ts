/** Where a delivery stands for whoever sends it: five columns of work, and what is over. */
import type { Answer } from '../../kit/contract.ts';
import { matches } from '../../kit/fold.ts';
import type { IconName } from '../../kit/ui/icons.tsx';
import type { Tone } from '../../kit/ui/tone.tsx';

export type Shipment = Answer<'getShipment'>;
export type Discrepancy = Shipment['discrepancies'][number];

/** The columns of the board, in their order. */
export const columns = ['planned', 'on-the-way', 'overdue', 'arrived', 'to-settle'] as const;
export type Column = (typeof columns)[number];
export type Stage = Column | 'cancelled' | 'lost';

export const stageTones: Readonly<Record<Stage, Tone>> = {
  planned: 'muted',
  'on-the-way': 'info',
  overdue: 'critical',
  arrived: 'good',
  'to-settle': 'warning',
  cancelled: 'muted',
  lost: 'muted',
};

export const stageIcons: Readonly<Record<Stage, IconName>> = {
  planned: 'clipboard',
  'on-the-way': 'truck',
  overdue: 'clock',
  arrived: 'check',
  'to-settle': 'flag',
  cancelled: 'close',
  lost: 'empty',
};

/** Whether somebody of the side that sent it still has to say what became of a difference. */
export const isOpen = ({ state }: Pick<Discrepancy, 'state'>): boolean => state === 'open' || state === 'claimed';

const travels = ({ status }: Pick<Shipment, 'status'>): boolean =>
  status === 'dispatched' || status === 'partly-received';

/** The one stage of a delivery on a local day `YYYY-MM-DD`. What is late is late before it is to settle. */
export function stageOf(one: Pick<Shipment, 'status' | 'expectedOn' | 'discrepancies'>, today: string): Stage {
  if (one.status === 'planned' || one.status === 'cancelled') return one.status;
  if (travels(one) && one.expectedOn !== undefined && one.expectedOn < today) return 'overdue';
  if (one.discrepancies.some(isOpen)) return 'to-settle';
  if (one.status === 'lost') return 'lost';
  return travels(one) ? 'on-the-way' : 'arrived';
}

/** Days by which a day lies before another; negative where it is ahead. */
export const daysLate = (expectedOn: string, today: string): number =>
  Math.round((Date.parse(today) - Date.parse(expectedOn)) / 86_400_000);

/** Today by the clock of this device. */
export function localDay(at = new Date()): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** What comes first is what needs somebody first: open work by expected day, what is over by the newest. */
export function inOrder(a: Shipment, b: Shipment): number {
  const over = ({ status }: Shipment): boolean => status !== 'planned' && !travels({ status });
  if (over(a) !== over(b)) return over(a) ? 1 : -1;
  if (over(a)) return (b.expectedOn ?? '') < (a.expectedOn ?? '') ? -1 : 1;
  return (a.expectedOn ?? '9') < (b.expectedOn ?? '9') ? -1 : 1;
}

/** What the address asks for. */
export interface Filters {
  readonly show: Stage | null;
  readonly search: string;
  readonly place: string | null;
  readonly view: 'board' | 'table';
}

const isStage = (text: string | null): text is Stage => text !== null && text in stageIcons;

/** Reads the filters of an address; what it does not know it leaves out. */
export function filtersOf(query: URLSearchParams): Filters {
  const show = query.get('show');
  return {
    show: isStage(show) ? show : null,
    search: query.get('q') ?? '',
    place: query.get('place'),
    view: query.get('view') === 'table' ? 'table' : 'board',
  };
}

/** Words by which a delivery is looked for: `namesOf` gives all names of a place or an item. */
export function found(one: Shipment, search: string, namesOf: (id: string) => readonly string[]): boolean {
  if (search.trim() === '') return true;
  const { reference = '', origin, destination, funding = [], carrier = '', lines } = one;
  const from = origin.kind === 'supplier' ? [origin.name] : namesOf(origin.facilityId);
  const things = lines.flatMap(({ itemId, lot = '' }) => [...namesOf(itemId), lot]);
  const payers = funding.flatMap(({ source, grantRef = '' }) => [source, grantRef]);
  return matches(search, [reference, carrier, ...from, ...namesOf(destination), ...things, ...payers]);
}

/** Whole units of issue of a planned line, in whichever form it was written. */
export const unitsOf = (line: {
  readonly quantity?: number | undefined;
  readonly packs?: number | undefined;
  readonly packSize?: number | undefined;
}): number => line.quantity ?? (line.packs ?? 0) * (line.packSize ?? 0);
