/** Who is told that a country is not evaluated any more: without evaluations there is no news to say so. */
import { covers } from '../members/grants.ts';
import type { Reader } from './recipients.ts';

/** The leads of the whole country, in their digest. */
export function hearsOfSilence({ grants, preferences, reachable }: Reader, country: string): boolean {
  return reachable && preferences.channels.digest && covers(grants, { country }, ['programme-lead']) === 'yes';
}
