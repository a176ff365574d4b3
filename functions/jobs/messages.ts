/** What travels between the schedule, the planner and its workers. */
import * as z from 'zod';

const instant = z.string().refine((text) => !Number.isNaN(Date.parse(text)), 'not an instant');

/** Input of the planner: the slot of the schedule, and what somebody wants at once. Both may be left out by hand. */
export const tickInput = z.object({
  time: instant.optional(),
  force: z.enum(['sweep', 'nightly', 'digest']).optional(),
});
export type TickInput = z.output<typeof tickInput>;

/** One batch of a run. */
export const batchMessage = z.object({
  kind: z.enum(['sweep', 'nightly']),
  country: z.string(),
  runId: z.string(),
  batchId: z.string(),
  now: instant,
  /** None where all of them are gone by now: the batch still has to be taken off its run. */
  facilities: z.array(z.string()),
});
export type BatchMessage = z.output<typeof batchMessage>;
