/** The demo's catalogue as calls. */
import { type Call, record } from './call.ts';
import { consumables } from './consumables.ts';
import type { Item, Norms } from './item.ts';
import { perOfficer, recorded, reserves } from './kept-items.ts';

type Planning =
  | { readonly planning: 'rate' | 'per-person'; readonly norms: Norms }
  | { readonly planning: 'fixed'; readonly requiredQuantity: number }
  | { readonly planning: 'none' };

function call(item: Item, planning: Planning): Call {
  const [en, fr, ru, ar, kk] = item.names;
  return record('putItem', null, `/items/${item.itemId}`, {
    names: { en, fr, ru, ar, kk },
    unit: item.unit,
    ...planning,
    criticality: item.criticality,
    ...(item.packs && { packs: Object.entries(item.packs).map(([name, size]) => ({ name, size })) }),
    ...(item.content && { content: item.content }),
    ...(item.unspsc && { codes: { unspsc: item.unspsc } }),
  });
}

/** Everything that the catalogue starts with. */
export function itemCalls(): Call[] {
  return [
    ...consumables.map(({ norms, ...item }) => call(item, { planning: 'rate', norms })),
    ...reserves.map(({ requiredQuantity, ...item }) => call(item, { planning: 'fixed', requiredQuantity })),
    ...perOfficer.map((item) => call(item, { planning: 'per-person', norms: { staffOnDuty: 1 } })),
    ...recorded.map((item) => call(item, { planning: 'none' })),
  ];
}

/** Units of the usual pack of an item; 1 where it has none. */
export function packOf(itemId: string): number {
  const item = [...consumables, ...reserves, ...perOfficer, ...recorded].find((one) => one.itemId === itemId);
  return Object.values(item?.packs ?? {})[0] ?? 1;
}
