/** What the template promises: the table, the functions, the queues, the clock, the alarms. */
import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { functionNames } from '../../infra/entries.ts';
import { synthesize } from './synthesized.ts';

const { template, resources, ofType } = synthesize();

const jsonOf = (value: unknown) => JSON.stringify(value);

describe('the table', () => {
  it('is one table with string keys and one index that projects everything', () => {
    template.resourceCountIs('AWS::DynamoDB::GlobalTable', 1);
    template.hasResourceProperties('AWS::DynamoDB::GlobalTable', {
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: 'PK', KeyType: 'HASH' },
        { AttributeName: 'SK', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'GSI1',
          KeySchema: [
            { AttributeName: 'GSI1PK', KeyType: 'HASH' },
            { AttributeName: 'GSI1SK', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
    });
  });

  it('survives a mistake: restorable to any second, protected, kept when the stack goes', () => {
    template.hasResource('AWS::DynamoDB::GlobalTable', {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        Replicas: [
          Match.objectLike({
            DeletionProtectionEnabled: true,
            PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
          }),
        ],
      },
    });
  });
});

describe('the functions', () => {
  it('are one per capability, job and trigger, all on the same runtime with tracing and source maps', () => {
    template.resourceCountIs('AWS::Lambda::Function', functionNames.length);
    template.allResourcesProperties('AWS::Lambda::Function', {
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      TracingConfig: { Mode: 'Active' },
      Environment: { Variables: Match.objectLike({ NODE_OPTIONS: '--enable-source-maps', STAGE: 'dev' }) },
    });
  });

  it('are told only what they need: the description knows the issuer and no table', () => {
    const variables = (id: string) => {
      const found = ofType('AWS::Lambda::Function').filter(([logicalId]) => logicalId.startsWith(`Functions${id}`));
      return Object.keys(Object(Object(found[0]?.[1].Properties.Environment).Variables)).sort();
    };
    const everywhere = ['LOG_LEVEL', 'NODE_OPTIONS', 'STAGE'];
    expect(variables('Description')).toEqual([...everywhere, 'CLIENT_ID', 'ISSUER'].sort());
    expect(variables('Stock')).toEqual([...everywhere, 'TABLE_NAME'].sort());
    expect(variables('PreToken')).toEqual([...everywhere, 'TABLE_NAME', 'FIRST_LEAD'].sort());
    expect(variables('Plan')).toEqual(
      [...everywhere, 'TABLE_NAME', 'WORK_QUEUE_URL', 'NIGHTLY_QUEUE_URL', 'NEWS_QUEUE_URL'].sort(),
    );
  });
});

describe('the logs', () => {
  it('are kept for a month, one group per function and one for access', () => {
    template.resourceCountIs('AWS::Logs::LogGroup', functionNames.length + 1);
    template.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 30 });
  });

  it('hold no path, no body and no address of who asked', () => {
    const [stage] = ofType('AWS::ApiGatewayV2::Stage');
    const format = jsonOf(stage?.[1].Properties.AccessLogSettings);
    expect(format).toContain('$context.routeKey');
    expect(format).not.toMatch(/\$context\.(path|identity|request\.)/);
  });
});

const queueFeeds = ofType('AWS::Lambda::EventSourceMapping').filter(
  ([, { Properties }]) => Properties.StartingPosition === undefined,
);

describe('the topics', () => {
  it('are encrypted and closed to requests without TLS', () => {
    template.allResourcesProperties('AWS::SNS::Topic', { KmsMasterKeyId: Match.anyValue() });
    template.resourceCountIs('AWS::SNS::TopicPolicy', ofType('AWS::SNS::Topic').length);
  });
});

describe('the queues', () => {
  it('hand what failed four times to a dead-letter queue that keeps it for two weeks', () => {
    const withRedrive = ofType('AWS::SQS::Queue').filter(([, queue]) => queue.Properties.RedrivePolicy !== undefined);
    expect(withRedrive).toHaveLength(3);
    for (const [, queue] of withRedrive) expect(queue.Properties.RedrivePolicy).toMatchObject({ maxReceiveCount: 4 });
    const others = ofType('AWS::SQS::Queue').filter(([, queue]) => queue.Properties.RedrivePolicy === undefined);
    for (const [, queue] of others) expect(queue.Properties.MessageRetentionPeriod).toBe(14 * 24 * 3600);
  });

  it('hide a batch for six times as long as its function may work on it', () => {
    for (const [, mapping] of queueFeeds) {
      const queue = resources.get(Object(mapping.Properties.EventSourceArn)['Fn::GetAtt'][0]);
      const lambda = resources.get(Object(mapping.Properties.FunctionName).Ref);
      const timeoutSeconds = Number(lambda?.Properties.Timeout);
      expect(Number(queue?.Properties.VisibilityTimeout)).toBeGreaterThanOrEqual(6 * timeoutSeconds);
    }
  });

  it('feed their functions in small batches, a few at a time, and take back only what failed', () => {
    expect(queueFeeds.length).toBeGreaterThanOrEqual(2);
    for (const [, { Properties }] of queueFeeds) {
      expect(Properties).toMatchObject({
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        ScalingConfig: { MaximumConcurrency: expect.anything() },
      });
    }
  });

  it('are encrypted and closed to requests without TLS', () => {
    template.allResourcesProperties('AWS::SQS::Queue', { SqsManagedSseEnabled: true });
    template.resourceCountIs('AWS::SQS::QueuePolicy', ofType('AWS::SQS::Queue').length);
  });
});

describe('the clock', () => {
  it('ticks every quarter of an hour and tells the planner which instant the tick stands for', () => {
    template.resourceCountIs('AWS::Scheduler::Schedule', 1);
    template.hasResourceProperties('AWS::Scheduler::Schedule', {
      ScheduleExpression: 'rate(15 minutes)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: {
        Input: '{"time":"<aws.scheduler.scheduled-time>"}',
        DeadLetterConfig: Match.anyValue(),
        RetryPolicy: { MaximumEventAgeInSeconds: 600, MaximumRetryAttempts: 2 },
      },
    });
  });

  it('names the inputs that run one job by hand', () => {
    const [tick] = ofType('AWS::Scheduler::Schedule');
    expect(tick?.[1].Metadata?.['Muster::Manual']).toEqual({
      sweep: { force: 'sweep' },
      nightly: { force: 'nightly' },
      digest: { force: 'digest' },
    });
  });
});

describe('the alarms', () => {
  const ids = ofType('AWS::CloudWatch::Alarm').map(([id]) => id);

  it('watch the API, every function, every dead-letter queue, the table and the sweep', () => {
    const expected = ['ServerErrors', 'WorkDeadLetters', 'NightlyDeadLetters', 'TickDeadLetters', 'TableThrottles'];
    for (const name of [
      ...expected,
      'SweepsLate',
      'MailsFailed',
      'MailsBounce',
      'NewsDeadLetters',
      'ReactDeadLetters',
      'AnnounceDeadLetters',
      'BounceDeadLetters',
      'StockErrors',
      'AssessErrors',
      'PreTokenErrors',
      'Throttles',
    ]) {
      expect(
        ids.filter((id) => id.includes(name)),
        name,
      ).not.toEqual([]);
    }
    expect(ids.filter((id) => id.includes('Errors'))).toHaveLength(functionNames.length + 1);
  });

  it('go off when a country is not swept for an hour, and when nobody says whether one is', () => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Namespace: 'Muster',
      MetricName: 'SweepLateCountries',
      Statistic: 'Maximum',
      Threshold: 0,
      ComparisonOperator: 'GreaterThanThreshold',
      TreatMissingData: 'breaching',
    });
  });

  it.each(['NightlyFinished'])('go off when the heartbeat %s stays away', (metric) => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Namespace: 'Muster',
      MetricName: metric,
      Dimensions: [{ Name: 'Stage', Value: 'dev' }],
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
    });
  });

  it('all report to one encrypted topic, when they go off and when it is over', () => {
    for (const [, alarm] of ofType('AWS::CloudWatch::Alarm')) {
      expect(alarm.Properties.AlarmActions).toHaveLength(1);
      expect(alarm.Properties.OKActions).toEqual(alarm.Properties.AlarmActions);
    }
    template.hasResourceProperties('AWS::SNS::Topic', { KmsMasterKeyId: Match.anyValue() });
  });
});

describe('the stack', () => {
  it('gives no resource a name of its own, so that two stages fit into one account', () => {
    /** A label, or unique within its parent only, or one that CloudFront demands and that carries the stage. */
    const notPhysical = [
      'AWS::CloudFront::Function',
      'AWS::ApiGatewayV2::Api',
      'AWS::ApiGatewayV2::Authorizer',
      'AWS::ApiGatewayV2::Stage',
      'AWS::IAM::Policy',
    ];
    const named = [...resources].flatMap(([id, { Type, Properties }]) => {
      const names = ['Name', `${Type.split('::').at(-1)}Name`, 'TableName', 'AliasName'];
      return notPhysical.includes(Type)
        ? []
        : names.filter((name) => name in Properties).map((name) => `${id}.${name}`);
    });
    expect(named).toEqual([]);
  });

  it('is the template that was last looked at', () => {
    expect(template.toJSON()).toMatchSnapshot();
  });
});
