/** Every clause that guards a write, each with the name of what it means: refusals are read from these names. */
import { tableKeys, versionAttribute } from './table-constants.ts';

export interface Condition {
  readonly expression: string;
  readonly names?: Readonly<Record<string, string>>;
  readonly values?: Readonly<Record<string, unknown>>;
}

/** Nothing is stored under this key: a document is new, a record is being created. */
export const ABSENT: Condition = { expression: 'attribute_not_exists(#pk)', names: { '#pk': tableKeys.partition } };

/** Something is stored under this key. */
export const PRESENT: Condition = { expression: 'attribute_exists(#pk)', names: { '#pk': tableKeys.partition } };

/** The row is the one that was read: nobody replaced it since. */
export function versionIs(version: number): Condition {
  return { expression: '#v = :read', names: { '#v': versionAttribute }, values: { ':read': version } };
}

/** No version was ever written: the row is not there, or its counters came without one. */
export const UNVERSIONED: Condition = { expression: 'attribute_not_exists(#v)', names: { '#v': versionAttribute } };

/** The row is as it was read, also where there was none. */
export function asRead(row: { readonly v?: unknown } | undefined): Condition {
  if (row === undefined) return ABSENT;
  if (typeof row.v !== 'number') throw new Error('a row without a version cannot be replaced');
  return versionIs(row.v);
}

/** Nothing is stored here, or it carries this value: binding a member to the first subject, for one. */
export function absentOrEqual(attribute: string, value: string): Condition {
  return {
    expression: 'attribute_not_exists(#bound) OR #bound = :bound',
    names: { '#bound': attribute },
    values: { ':bound': value },
  };
}

/** All of these hold. Placeholders of the clauses must differ. */
export function all(...conditions: readonly Condition[]): Condition {
  return {
    expression: conditions.map((condition) => `(${condition.expression})`).join(' AND '),
    names: Object.assign({}, ...conditions.map((condition) => condition.names ?? {})),
    values: Object.assign({}, ...conditions.map((condition) => condition.values ?? {})),
  };
}
