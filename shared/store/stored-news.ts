/** A news as it lies in its own row and in letters, and the lease of whoever passes something on. */
import * as z from 'zod';
import { alertChanges, alertKinds, alertLevels } from '../domain/alerts/alert.ts';

/** Who is passing something on just now, and until when nobody else does (instant, by the clock). */
export const storedLease = z.object({ id: z.string(), until: z.string() });
export type Lease = z.output<typeof storedLease>;

/** A news as it lies in rows. */
export const storedNews = z.object({
  alertId: z.string(),
  version: z.int().min(1),
  at: z.string(),
  change: z.enum(alertChanges),
  urgent: z.boolean(),
  escalation: z.union([z.literal(0), z.literal(1), z.literal(2)]),
  facilityId: z.string(),
  country: z.string(),
  kind: z.enum(alertKinds),
  subject: z.string(),
  level: z.enum(alertLevels),
  previousLevel: z.enum(alertLevels).nullable(),
  toldLevel: z.enum(alertLevels).optional(),
  openedAt: z.string(),
  unattendedSince: z.string().nullable(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
