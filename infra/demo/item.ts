/** What the demo's catalogue says of an item. */

/** Names in English, French, Russian, Arabic and Kazakh. */
export type Names = readonly [en: string, fr: string, ru: string, ar: string, kk: string];

export interface Item {
  readonly itemId: string;
  readonly names: Names;
  readonly unit: string;
  readonly criticality: 'vital' | 'essential' | 'other';
  /** Name and units of each pack, the usual one first. */
  readonly packs?: Readonly<Record<string, number>>;
  readonly content?: { readonly amount: number; readonly unit: string };
  readonly unspsc?: string;
}

/** What a person uses a day, by whom it is for. */
export type Norms = Readonly<Partial<Record<'staff' | 'staffOnDuty' | 'held' | 'women' | 'juveniles', number>>>;
