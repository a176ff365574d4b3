/** The resource types that carry something from one function to the next: queues, feeds, topics, mail. */
import * as z from 'zod';

/** A property that is known and makes no difference here. */
export const ignored = z.unknown().optional();
const text = z.string();
const count = z.coerce.number();

/** Each with all the properties it may have: an unknown one stops the start. */
export const messagingTypes = {
  'AWS::Lambda::EventSourceMapping': z.strictObject({
    BatchSize: count.optional(),
    MaximumBatchingWindowInSeconds: count.default(0),
    EventSourceArn: text,
    FunctionName: text,
    FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).default([]),
    ScalingConfig: z.strictObject({ MaximumConcurrency: count.optional() }).default({}),
    /** What follows belongs to streams. */
    StartingPosition: z.enum(['TRIM_HORIZON', 'LATEST']).optional(),
    FilterCriteria: z.strictObject({ Filters: z.array(z.strictObject({ Pattern: text })).default([]) }).optional(),
    BisectBatchOnFunctionError: z.boolean().default(false),
    MaximumRetryAttempts: count.default(-1),
    MaximumRecordAgeInSeconds: count.default(-1),
    ParallelizationFactor: count.default(1),
    DestinationConfig: z.strictObject({ OnFailure: z.strictObject({ Destination: text }).optional() }).default({}),
    Enabled: z.boolean().default(true),
    Tags: ignored,
  }),
  'AWS::SQS::Queue': z.strictObject({
    QueueName: text.optional(),
    DelaySeconds: count.optional(),
    MaximumMessageSize: count.optional(),
    MessageRetentionPeriod: count.optional(),
    ReceiveMessageWaitTimeSeconds: count.optional(),
    VisibilityTimeout: count.optional(),
    RedrivePolicy: z.strictObject({ deadLetterTargetArn: text, maxReceiveCount: count }).optional(),
    FifoQueue: z.boolean().optional(),
    ContentBasedDeduplication: z.boolean().optional(),
    KmsMasterKeyId: ignored,
    KmsDataKeyReusePeriodSeconds: ignored,
    RedriveAllowPolicy: ignored,
    SqsManagedSseEnabled: ignored,
    Tags: ignored,
  }),
  'AWS::SNS::Topic': z.strictObject({
    TopicName: text.optional(),
    DisplayName: ignored,
    KmsMasterKeyId: ignored,
    SignatureVersion: ignored,
    Tags: ignored,
    TracingConfig: ignored,
  }),
  'AWS::SNS::TopicPolicy': z.strictObject({ PolicyDocument: z.unknown(), Topics: z.array(text) }),
  'AWS::SNS::Subscription': z.strictObject({
    TopicArn: text,
    Protocol: z.enum(
      ['lambda', 'email', 'email-json', 'sms', 'https'],
      'only functions are reached here; mail, SMS and HTTPS are accepted',
    ),
    Endpoint: text,
    RawMessageDelivery: z.literal(false).optional(),
    RedrivePolicy: ignored,
  }),
  'AWS::SES::ConfigurationSet': z.strictObject({
    Name: text.optional(),
    ReputationOptions: ignored,
    SuppressionOptions: ignored,
    DeliveryOptions: ignored,
    Tags: ignored,
  }),
  'AWS::SES::ConfigurationSetEventDestination': z.strictObject({
    ConfigurationSetName: text,
    EventDestination: z.strictObject({
      Name: ignored,
      Enabled: z.boolean(),
      MatchingEventTypes: z.array(text),
      SnsDestination: z.strictObject({ TopicARN: text }),
    }),
  }),
} as const;
