/** A catalogue entry as the rules need it: how it is planned, how much it matters, what it comes in. */

export const plannings = ['rate', 'per-person', 'fixed', 'none'] as const;
/** `rate` is consumed; `per-person` and `fixed` are required quantities; `none` is only recorded. */
export type Planning = (typeof plannings)[number];

export const criticalities = ['vital', 'essential', 'other'] as const;
export type Criticality = (typeof criticalities)[number];

export const normDrivers = ['staff', 'staffOnDuty', 'held', 'women', 'juveniles'] as const;
export type NormDriver = (typeof normDrivers)[number];

/** Units per person and day (planning `rate`) or units per person (planning `per-person`), by whom it is for. */
export type Norms = Readonly<Partial<Record<NormDriver, number>>>;

export interface Pack {
  readonly name: string;
  /** Units of issue in it. */
  readonly size: number;
}

export interface CatalogueItem {
  readonly itemId: string;
  readonly names: Readonly<Record<string, string>>;
  readonly unit: string;
  readonly planning: Planning;
  readonly criticality: Criticality;
  readonly packs: readonly Pack[];
  readonly norms: Norms;
  /** Planning `fixed`: units each facility should have unless its level says otherwise. */
  readonly requiredQuantity: number | null;
  readonly retired: boolean;
}
