/** The line that says a run came to its end, in the form from which CloudWatch makes a metric: an alarm waits for it. */
import type { Log } from '#kit/log.ts';
import type { Heartbeat, RunKind } from '#shared/domain/sweeps/run.ts';

const metricOf: Readonly<Record<RunKind, string>> = { sweep: 'SweepFinished', nightly: 'NightlyFinished' };

/** Writes the heartbeat of a run as a log line in the embedded metric format. */
export function runFinished(
  log: Log,
  stage: string,
  run: { readonly kind: RunKind; readonly country: string; readonly runId: string },
  heartbeat: Heartbeat,
): void {
  const metric = metricOf[run.kind];
  const { facilities, failures, startedAt, finishedAt } = heartbeat;
  log('info', `${run.kind} finished`, {
    _aws: {
      Timestamp: Date.parse(finishedAt),
      CloudWatchMetrics: [{ Namespace: 'Muster', Dimensions: [['Stage']], Metrics: [{ Name: metric, Unit: 'Count' }] }],
    },
    Stage: stage,
    [metric]: 1,
    country: run.country,
    runId: run.runId,
    now: heartbeat.now,
    startedAt,
    finishedAt,
    facilities,
    failures,
  });
}
