/** The line that says a run came to its end, in the form from which CloudWatch makes a metric. */
import type { Log } from '#kit/log.ts';
import { type MetricName, writeMetric } from '#kit/metrics.ts';
import type { Heartbeat, RunKind } from '#shared/domain/sweeps/run.ts';

const metricOf: Readonly<Record<RunKind, MetricName>> = { sweep: 'SweepFinished', nightly: 'NightlyFinished' };

/** Writes the heartbeat of a run as a log line in the embedded metric format. */
export function runFinished(
  log: Log,
  stage: string,
  run: { readonly kind: RunKind; readonly country: string; readonly runId: string },
  heartbeat: Heartbeat,
): void {
  const { facilities, failures, startedAt, finishedAt, now } = heartbeat;
  const figure = { name: metricOf[run.kind], value: 1, atMs: Date.parse(finishedAt) };
  const { country, runId } = run;
  const fields = { country, runId, now, startedAt, finishedAt, facilities, failures };
  writeMetric(log, stage, `${run.kind} finished`, figure, fields);
}
