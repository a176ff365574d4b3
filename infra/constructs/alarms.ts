/** Says aloud what would otherwise fail in silence: errors, throttles, dead letters and a sweep that stopped. */
import { Aws, Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, Metric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { indexName } from '#shared/store/table-constants.ts';
import { type FunctionName, functionNames } from '../entries.ts';
import type { Settings } from '../settings.ts';
import { type Functions, pascalCase } from './functions.ts';
import type { HttpApi } from './http-api.ts';
import { ownMetric, sum } from './metrics.ts';
import type { Queues } from './queues.ts';
import type { Table } from './table.ts';

/** How long a fault may last before somebody is told. */
const period = Duration.minutes(5);

/** One answer of 503 in five minutes is a retry that worked; more are people who cannot work. */
const serverErrorsTolerated = 3;

/** Two ticks: each says how many countries are late, so silence is as bad as an answer. */
const sweepPeriod = Duration.minutes(30);

/** Reading the stream this far behind means that a reaction takes minutes instead of seconds. */
const streamAge = { react: Duration.minutes(10), announce: Duration.minutes(10) } as const;

/** SES reviews an account at five bounces in a hundred, and stops it at ten. */
const bounceRate = 0.04;

/** A night's check may start and end a little later than the night before: thirty hours leave room for it. */
const nightlySilence = { period: Duration.hours(6), periods: 5 } as const;

/** An alarm takes ten metrics at most. */
const metricsPerAlarm = 10;

export interface AlarmsProps {
  readonly settings: Settings;
  readonly table: Table;
  readonly queues: Queues;
  readonly functions: Functions;
  readonly api: HttpApi;
  /** Key of the topic that CloudWatch publishes to. */
  readonly key: IKey;
}

interface Rule {
  readonly metric: IMetric;
  /** The alarm goes off above this. */
  readonly above: number;
  /** A metric that stays away counts as above. */
  readonly silenceIsBad?: boolean;
  readonly description: string;
}

interface Heartbeat {
  readonly metricName: string;
  /** The alarm goes off when this many periods in a row had none. */
  readonly period: Duration;
  readonly periods: number;
  readonly description: string;
}

export class Alarms extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    this.topic = this.alarmTopic(props.settings.alarmMail, props.key);
    this.watchApi(props.api);
    this.watchFunctions(props.functions);
    this.watchQueues(props.queues);
    this.watchTable(props.table);
    this.watchRuns(props.settings.stage);
    this.watchStreams(props.functions);
    this.watchMail(props.settings.stage);
  }

  private watchApi({ api }: HttpApi): void {
    this.tooMany('ServerErrors', {
      metric: api.metricServerError({ period, statistic: Stats.SUM }),
      above: serverErrorsTolerated,
      description: "The API answers 5xx. The functions' logs name the cause.",
    });
  }

  private watchFunctions(functions: Functions): void {
    for (const name of functionNames) {
      this.tooMany(`${pascalCase(name)}Errors`, {
        metric: functions.named(name).metricErrors({ period, statistic: Stats.SUM }),
        above: 0,
        description: `The function ${name} threw or ran out of time. A refusal is no error: this is a bug or an outage.`,
      });
    }
    for (let start = 0; start < functionNames.length; start += metricsPerAlarm) {
      this.throttled(functions, functionNames.slice(start, start + metricsPerAlarm));
    }
  }

  private throttled(functions: Functions, names: readonly FunctionName[]): void {
    const metrics = names.map((name) => functions.named(name).metricThrottles({ period, statistic: Stats.SUM }));
    this.tooMany(`${pascalCase(names[0] ?? '')}AndOtherThrottles`, {
      metric: sum(metrics, period),
      above: 0,
      description: `Lambda turned calls away (${names.join(', ')}): the account's concurrency is used up.`,
    });
  }

  private watchQueues(queues: Queues): void {
    for (const queue of queues.allDeadLetters) {
      this.tooMany(queue.node.id, {
        metric: queue.metricApproximateNumberOfMessagesVisible({ period, statistic: Stats.MAXIMUM }),
        above: 0,
        description: 'Work was given up after several attempts. Look at the message and the log, then redrive it.',
      });
    }
  }

  private watchTable({ table }: Table): void {
    const wholeTableAndIndex: Record<string, string>[] = [{}, { GlobalSecondaryIndexName: indexName }];
    const throttles = ['ReadThrottleEvents', 'WriteThrottleEvents'].flatMap((metricName) =>
      wholeTableAndIndex.map(
        (index) =>
          new Metric({
            namespace: 'AWS/DynamoDB',
            metricName,
            dimensionsMap: { TableName: table.tableName, ...index },
            period,
            statistic: Stats.SUM,
          }),
      ),
    );
    this.tooMany('TableThrottles', {
      metric: sum(throttles, period),
      above: 0,
      description:
        'DynamoDB turned requests away: one partition is too hot, or a burst came faster than the table grows.',
    });
  }

  private watchRuns(stage: string): void {
    this.tooMany('SweepsLate', {
      metric: ownMetric(stage, 'SweepLateCountries', sweepPeriod, Stats.MAXIMUM),
      above: 0,
      silenceIsBad: true,
      description:
        "In some country no sweep was finished for an hour (the planner's log names it), or the planner itself is silent: shortages are not being noticed. Look at the planner and the work queue.",
    });
    this.silent('NightlyNotFinished', stage, {
      metricName: 'NightlyFinished',
      ...nightlySilence,
      description:
        'No nightly check was finished for more than a day: months are not closed and the ledger is not checked. Look at the planner and the nightly queue.',
    });
  }

  private watchStreams(functions: Functions): void {
    for (const name of ['react', 'announce'] as const) {
      this.tooMany(`${pascalCase(name)}Behind`, {
        metric: functions.named(name).metric('IteratorAge', { period, statistic: Stats.MAXIMUM }),
        above: streamAge[name].toMilliseconds(),
        description: `The function ${name} reads the table's stream minutes late: it fails and is retried, or cannot keep up. Its log names the cause.`,
      });
    }
  }

  private watchMail(stage: string): void {
    this.tooMany('MailsFailed', {
      metric: ownMetric(stage, 'MailFailed', period, Stats.SUM),
      above: 0,
      description:
        "SES did not take a mail: the sender is not verified, the account is in the sandbox or paused, or its quota is used up. The mail is tried again; the log of the function tell names SES' reason.",
    });
    this.tooMany('MailsBounce', {
      metric: new Metric({
        namespace: 'AWS/SES',
        metricName: 'Reputation.BounceRate',
        period: Duration.hours(1),
        statistic: Stats.AVERAGE,
      }),
      above: bounceRate,
      description:
        'Too many mails of this AWS account bounce. Leads see in GET /members whose mailbox is marked; mend or remove those addresses before SES pauses the account.',
    });
  }

  private silent(id: string, stage: string, heartbeat: Heartbeat): void {
    const alarm = new Alarm(this, id, {
      metric: ownMetric(stage, heartbeat.metricName, heartbeat.period, Stats.SUM),
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      threshold: 1,
      evaluationPeriods: heartbeat.periods,
      treatMissingData: TreatMissingData.BREACHING,
      alarmDescription: heartbeat.description,
    });
    this.tell(alarm);
  }

  private tooMany(id: string, rule: Rule): void {
    const alarm = new Alarm(this, id, {
      metric: rule.metric,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      threshold: rule.above,
      evaluationPeriods: 1,
      treatMissingData: rule.silenceIsBad === true ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
      alarmDescription: rule.description,
    });
    this.tell(alarm);
  }

  private tell(alarm: Alarm): void {
    const action = new SnsAction(this.topic);
    alarm.addAlarmAction(action);
    alarm.addOkAction(action);
  }

  private alarmTopic(mail: string, key: IKey): Topic {
    const cloudWatch = new ServicePrincipal('cloudwatch.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
    });
    const topic = new Topic(this, 'Topic', { masterKey: key, enforceSSL: true });
    topic.addToResourcePolicy(
      new PolicyStatement({ principals: [cloudWatch], actions: ['sns:Publish'], resources: [topic.topicArn] }),
    );
    if (mail !== '') topic.addSubscription(new EmailSubscription(mail));
    return topic;
  }
}
