/** What the demo knows of a facility, beyond what the API asks: how it reports, and what it is short of. */

export interface Heads {
  readonly staff: number;
  readonly staffOnDuty: number;
  readonly held: number;
  readonly women: number;
  readonly juveniles: number;
}

/** How a facility keeps its promise to report. */
export type Reporting = 'weekly' | 'late' | 'silent' | 'never';

export interface Facility {
  readonly facilityId: string;
  readonly name: string;
  readonly names?: Readonly<Record<string, string>>;
  readonly kind: 'prison' | 'remand-centre' | 'juvenile' | 'womens' | 'store';
  readonly timeZone: string;
  readonly officialCode?: string;
  readonly aliases?: readonly { readonly name: string; readonly language?: string; readonly script?: string }[];
  readonly location?: { readonly lat: number; readonly lon: number };
  readonly bookkeeping?: 'movements';
  /** Facilities without heads are stores, or closed. */
  readonly heads?: Heads;
  readonly reporting?: Reporting;
  readonly closed?: { readonly statusFrom: string; readonly mergedInto: string };
  /** Days of cover of an item on the last day of the story, where it is short. */
  readonly short?: Readonly<Record<string, number>>;
  /** Days from the first day until the truck comes, where a lead knows. */
  readonly nextDeliveryInDays?: number;
  /** First part of the manager's sign-in name. */
  readonly manager: string;
}
