/** The metrics that alarms look at: those that the functions write themselves, and sums of those of AWS. */
import type { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';

/** Where the functions write metrics of their own. */
const own = { namespace: 'Muster', dimension: 'Stage' } as const;

/** A metric that the functions write to their logs themselves. */
export function ownMetric(stage: string, metricName: string, period: Duration, statistic: string): Metric {
  return new Metric({
    namespace: own.namespace,
    metricName,
    dimensionsMap: { [own.dimension]: stage },
    period,
    statistic,
  });
}

/** The sum of metrics of one period; a metric without data counts as 0. */
export function sum(metrics: readonly Metric[], period: Duration): MathExpression {
  const named = metrics.map((metric, index) => [`m${index}`, metric] as const);
  return new MathExpression({
    expression: named.map(([name]) => `FILL(${name}, 0)`).join(' + '),
    usingMetrics: Object.fromEntries(named),
    period,
  });
}
