/** Figures that alarms wait for, written as log lines in the form from which CloudWatch makes metrics. */
import type { Log } from './log.ts';

/** Names that alarms or people know. */
export type MetricName =
  | 'SweepFinished'
  | 'NightlyFinished'
  | 'SweepLateCountries'
  | 'MailSent'
  | 'MailFailed'
  | 'MailboxMarked';

/** What is told of a figure. */
export interface Figure {
  readonly name: MetricName;
  readonly value: number;
  /** Epoch ms that it is about. */
  readonly atMs: number;
}

/** Writes one figure (a count) of a stage; `fields` stand beside it in the log and in no metric. */
export function writeMetric(
  log: Log,
  stage: string,
  message: string,
  { name, value, atMs }: Figure,
  fields: Readonly<Record<string, unknown>> = {},
): void {
  log('info', message, {
    _aws: {
      Timestamp: atMs,
      CloudWatchMetrics: [{ Namespace: 'Muster', Dimensions: [['Stage']], Metrics: [{ Name: name, Unit: 'Count' }] }],
    },
    Stage: stage,
    [name]: value,
    ...fields,
  });
}
