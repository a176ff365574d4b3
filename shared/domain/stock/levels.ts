/** Reorder levels: what is set where, what is inherited, and which sets contradict themselves. */
import type { FacilityKind } from '../facilities/facility.ts';

export const levelFields = [
  'leadTimeDays',
  'safetyDays',
  'orderIntervalDays',
  'emergencyLeadDays',
  'maxCoverDays',
  'reportEveryDays',
  'minQuantity',
  'maxQuantity',
  'emergencyQuantity',
  'requiredQuantity',
] as const;
export type LevelField = (typeof levelFields)[number];

/** Whole days, or whole units for the quantities; 0 or absent is "not set". */
export type LevelSet = Readonly<Partial<Record<LevelField, number>>>;

/** A set in effect: every day field has a value, quantities may be null. */
export interface Levels {
  readonly leadTimeDays: number;
  readonly safetyDays: number;
  readonly orderIntervalDays: number;
  readonly emergencyLeadDays: number;
  readonly maxCoverDays: number;
  readonly reportEveryDays: number;
  readonly minQuantity: number | null;
  readonly maxQuantity: number | null;
  readonly emergencyQuantity: number | null;
  readonly requiredQuantity: number | null;
  /** Fields whose inherited value contradicted a nearer one and was moved to fit. */
  readonly fitted: readonly LevelField[];
}

const DEFAULTS = {
  facility: {
    leadTimeDays: 14,
    safetyDays: 7,
    orderIntervalDays: 30,
    emergencyLeadDays: 7,
    maxCoverDays: 90,
    reportEveryDays: 7,
  },
  store: {
    leadTimeDays: 90,
    safetyDays: 45,
    orderIntervalDays: 90,
    emergencyLeadDays: 30,
    maxCoverDays: 225,
    reportEveryDays: 7,
  },
} as const;

/** The sets that apply, widest first. Undefined where nothing is set. */
export interface LevelSources {
  readonly kind: FacilityKind;
  readonly country?: LevelSet | undefined;
  readonly countryKind?: LevelSet | undefined;
  readonly facility?: LevelSet | undefined;
  readonly item?: LevelSet | undefined;
}

/** The levels in effect: the nearest set value wins; an inherited one that contradicts it is moved to fit and named. */
export function effectiveLevels(sources: LevelSources): Levels {
  const base = sources.kind === 'store' ? DEFAULTS.store : DEFAULTS.facility;
  const chain: LevelSet[] = [
    base,
    sources.country ?? {},
    sources.countryKind ?? {},
    sources.facility ?? {},
    sources.item ?? {},
  ];
  const depth: Partial<Record<LevelField, number>> = {};
  const value: Partial<Record<LevelField, number>> = {};
  chain.forEach((set, index) => {
    for (const field of levelFields) {
      const at = set[field];
      if (at) {
        value[field] = at;
        depth[field] = index;
      }
    }
  });
  const days = (field: LevelField) => value[field] ?? 0;
  const limit = days('leadTimeDays') + days('safetyDays');
  const limitDepth = Math.max(depth.leadTimeDays ?? 0, depth.safetyDays ?? 0);
  const fitted: LevelField[] = [];
  let emergency = days('emergencyLeadDays');
  let max = days('maxCoverDays');
  let safety = days('safetyDays');
  if (emergency >= limit) {
    if ((depth.emergencyLeadDays ?? 0) > limitDepth) {
      safety += emergency - limit + 1;
      fitted.push('safetyDays');
    } else {
      emergency = Math.max(limit - 1, 0);
      fitted.push('emergencyLeadDays');
    }
  }
  const fittedLimit = days('leadTimeDays') + safety;
  if (max < fittedLimit) {
    max = fittedLimit;
    fitted.push('maxCoverDays');
  }
  return {
    leadTimeDays: days('leadTimeDays'),
    safetyDays: safety,
    orderIntervalDays: days('orderIntervalDays'),
    emergencyLeadDays: emergency,
    maxCoverDays: max,
    reportEveryDays: days('reportEveryDays'),
    minQuantity: value.minQuantity ?? null,
    maxQuantity: value.maxQuantity ?? null,
    emergencyQuantity: value.emergencyQuantity ?? null,
    requiredQuantity: value.requiredQuantity ?? null,
    fitted,
  };
}

export interface LevelConflict {
  readonly field: LevelField;
  /** English sentence with the figures in effect. */
  readonly detail: string;
}

/**
 * What makes a set unusable where it is set: an emergency lead of lead + safety or more, a maximum cover below lead +
 * safety, quantities out of order. Only a conflict that involves a value of `set` itself is named; what is inherited
 * further down is moved to fit instead.
 *
 * @param set what somebody is about to store
 * @param inherited the wider sets, widest first, as in `effectiveLevels`
 */
export function levelConflicts(set: LevelSet, inherited: Omit<LevelSources, 'item'>): LevelConflict[] {
  const wider = effectiveLevels(inherited);
  const own = (field: LevelField) => set[field] || undefined;
  const lead = own('leadTimeDays') ?? wider.leadTimeDays;
  const safety = own('safetyDays') ?? wider.safetyDays;
  const conflicts: LevelConflict[] = [];
  const emergency = own('emergencyLeadDays');
  if (emergency !== undefined && emergency >= lead + safety) {
    conflicts.push({
      field: 'emergencyLeadDays',
      detail: `An emergency lead of ${emergency} days must be shorter than lead time + safety stock (${lead} + ${safety} days).`,
    });
  }
  const max = own('maxCoverDays');
  if (max !== undefined && max < lead + safety) {
    conflicts.push({
      field: 'maxCoverDays',
      detail: `A maximum cover of ${max} days must not be below lead time + safety stock (${lead} + ${safety} days).`,
    });
  }
  const [least, min, most] = (['emergencyQuantity', 'minQuantity', 'maxQuantity'] as const).map(
    (f) => own(f) ?? wider[f],
  );
  if (least && min && least >= min && (own('emergencyQuantity') || own('minQuantity'))) {
    conflicts.push({
      field: 'emergencyQuantity',
      detail: `The emergency quantity (${least}) must be below the minimum (${min}).`,
    });
  }
  if (min && most && most < min && (own('minQuantity') || own('maxQuantity'))) {
    conflicts.push({
      field: 'maxQuantity',
      detail: `The maximum quantity (${most}) must not be below the minimum (${min}).`,
    });
  }
  return conflicts;
}
