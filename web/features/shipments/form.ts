/** What one types to log a delivery, and the plan that it says: pure, so that every slip can be tried. */
import type { Body } from '../../kit/contract.ts';
import { readWhole } from '../../kit/numbers.ts';
import type { Item } from './names.ts';
import type { Shipment } from './stages.ts';

export type Plan = Body<'putShipment'>;

export interface FormLine {
  /** Its place in the list; never shown. */
  readonly key: string;
  readonly itemId: string | null;
  /** As typed. */
  readonly packs: string;
  /** Units in each pack, as typed; 1 where single units are counted. */
  readonly packSize: string;
  readonly lot: string;
  readonly expiry: string;
}

export interface Form {
  readonly originKind: 'supplier' | 'facility';
  readonly supplier: string;
  readonly store: string | null;
  readonly destination: string | null;
  readonly source: string;
  readonly grantRef: string;
  readonly reference: string;
  readonly expectedOn: string;
  readonly carrier: string;
  readonly note: string;
  readonly lines: readonly FormLine[];
  /** It has left already: dispatched as soon as it is planned. */
  readonly left: boolean;
}

export const blankLine = (key: string): FormLine => ({
  key,
  itemId: null,
  packs: '',
  packSize: '',
  lot: '',
  expiry: '',
});

export const blankForm: Form = {
  originKind: 'supplier',
  supplier: '',
  store: null,
  destination: null,
  source: '',
  grantRef: '',
  reference: '',
  expectedOn: '',
  carrier: '',
  note: '',
  lines: [blankLine('1')],
  left: false,
};

const wholeOf = (text: string): number | null => {
  const read = readWhole(text);
  return read.kind === 'number' ? read.value : null;
};

/** Units of a line as typed; null while something is missing or no number. */
export function lineUnits({ packs, packSize }: Pick<FormLine, 'packs' | 'packSize'>): number | null {
  const many = wholeOf(packs);
  const each = packSize.trim() === '' ? 1 : wholeOf(packSize);
  return many === null || each === null ? null : many * each;
}

/** The line once its item is chosen: counted in the item's first pack. */
export function withItem(line: FormLine, item: Item | undefined): FormLine {
  return { ...line, itemId: item?.itemId ?? null, packSize: String(item?.packs?.[0]?.size ?? 1) };
}

/** Nothing was entered in it. */
const isBlank = ({ itemId, packs, lot, expiry }: FormLine): boolean =>
  itemId === null && packs.trim() === '' && lot.trim() === '' && expiry === '';

export type LineFault = 'item' | 'quantity' | 'batch';
export type Fault = 'origin' | 'destination' | 'same' | 'lines';

/** What is wrong with a line; nothing where it is blank. */
export function lineFault(line: FormLine): LineFault | undefined {
  if (isBlank(line)) return undefined;
  if (line.itemId === null) return 'item';
  if ((lineUnits(line) ?? 0) < 1) return 'quantity';
  return line.expiry !== '' && line.lot.trim() === '' ? 'batch' : undefined;
}

/** What is missing above the lines and in them. */
export function faultsOf(form: Form): ReadonlySet<Fault> {
  const faults = new Set<Fault>();
  if (form.originKind === 'supplier' ? form.supplier.trim() === '' : form.store === null) faults.add('origin');
  if (form.destination === null) faults.add('destination');
  if (form.originKind === 'facility' && form.store !== null && form.store === form.destination) faults.add('same');
  const lines = form.lines.filter((line) => !isBlank(line));
  if (lines.length === 0 || lines.some((line) => lineFault(line) !== undefined)) faults.add('lines');
  return faults;
}

const given = <Key extends string>(key: Key, text: string): { readonly [K in Key]?: string } =>
  text.trim() === '' ? {} : ({ [key]: text.trim() } as { readonly [K in Key]: string });

function planLine(line: FormLine, index: number): Plan['lines'][number] {
  const packs = wholeOf(line.packs) ?? 0;
  const packSize = wholeOf(line.packSize) ?? 1;
  return {
    lineId: String(index + 1),
    itemId: line.itemId ?? '',
    ...(packSize === 1 ? { quantity: packs } : { packs, packSize }),
    ...given('lot', line.lot),
    ...given('expiry', line.expiry),
  };
}

/** The plan of a form without faults. */
export function planOf(form: Form): Plan {
  const { originKind, supplier, store, destination, source, grantRef } = form;
  return {
    origin:
      originKind === 'supplier'
        ? { kind: 'supplier', name: supplier.trim() }
        : { kind: 'facility', facilityId: store ?? '' },
    destination: destination ?? '',
    ...given('reference', form.reference),
    ...(source.trim() === '' ? {} : { funding: [{ source: source.trim(), ...given('grantRef', grantRef) }] }),
    ...given('expectedOn', form.expectedOn),
    ...given('carrier', form.carrier),
    ...given('note', form.note),
    lines: form.lines.filter((line) => !isBlank(line)).map(planLine),
  };
}

type Source = Pick<Shipment, 'origin' | 'destination' | 'lines'> & Partial<Pick<Shipment, 'funding' | 'carrier'>>;

/** The same delivery once more: goods and ends; its batches, days and references are of that one only. */
export function formLike({ origin, destination, lines, funding = [], carrier = '' }: Source): Form {
  const payer = funding[0];
  return {
    ...blankForm,
    originKind: origin.kind,
    supplier: origin.kind === 'supplier' ? origin.name : '',
    store: origin.kind === 'facility' ? origin.facilityId : null,
    destination,
    source: payer?.source ?? '',
    grantRef: payer?.grantRef ?? '',
    carrier,
    lines: lines.map((line, index) => ({
      ...blankLine(String(index + 1)),
      itemId: line.itemId,
      packs: String(line.packs ?? line.quantity ?? ''),
      packSize: String(line.packSize ?? 1),
    })),
  };
}

/** The delivery logged last, to the destination where one is chosen: ids are in the order of time. */
export function lastLogged(all: readonly Shipment[], destination: string | null): Shipment | undefined {
  return all
    .filter((one) => destination === null || one.destination === destination)
    .reduce<Shipment | undefined>(
      (last, one) => (last === undefined || one.shipmentId > last.shipmentId ? one : last),
      undefined,
    );
}
