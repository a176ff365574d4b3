/** Topics on one machine: what was published is shown, and functions that a topic is subscribed to are called as SNS calls them. */
import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { fits } from './iam.ts';
import type { Lambda } from './lambda.ts';
import type { Found, Model } from './model.ts';
import { StartRefused } from './refused.ts';

export interface Publication {
  readonly topicArn: string;
  readonly subject: string | null;
  readonly message: string;
  readonly attributes: Readonly<Record<string, { readonly Type: string; readonly Value: string }>>;
  /** Instant (ISO UTC). */
  readonly at: string;
}

export interface Topics {
  /** What was published last, newest first; in memory only. */
  published(): readonly Publication[];
  /** Takes note of what a function published, and calls who is subscribed. */
  publish(publication: Publication): void;
  /** Publishes in the name of an AWS service, if the topic's policy lets it. */
  publishAs(service: string, publication: Publication): void;
}

/** More than a test or a person looks back. */
const kept = 1000;

const policySchema = z.object({
  Statement: z.array(
    z.looseObject({
      Effect: z.string(),
      Action: z.union([z.string(), z.array(z.string())]),
      Principal: z.unknown(),
    }),
  ),
});

/** Whether a policy of the topic names the service. Its conditions name this account, which is the only one. */
function serviceMayPublish(model: Model, topicArn: string, service: string): boolean {
  return model
    .find('AWS::SNS::TopicPolicy')
    .filter(({ properties }) => properties.Topics.includes(topicArn))
    .flatMap(({ properties }) => policySchema.parse(properties.PolicyDocument).Statement)
    .some(
      ({ Effect, Action, Principal }) =>
        Effect === 'Allow' &&
        [Action].flat().some((action) => fits(action, 'sns:Publish', true)) &&
        [Object(Principal).Service].flat().includes(service),
    );
}

type Subscription = Found<'AWS::SNS::Subscription'>;

/** Stops the start for a function that does not let its topic call it. */
function checkSubscription(model: Model, { logicalId, properties }: Subscription): void {
  const target = model.functions.find(({ arn }) => arn === properties.Endpoint);
  if (target === undefined)
    throw new StartRefused(`${logicalId}: its function ${properties.Endpoint} is not in the template.`);
  const permitted = model
    .find('AWS::Lambda::Permission')
    .some(
      ({ properties: one }) =>
        [target.arn, target.name].includes(one.FunctionName) &&
        one.Principal === 'sns.amazonaws.com' &&
        (one.SourceArn === undefined || fits(one.SourceArn, properties.TopicArn)),
    );
  if (!permitted) {
    throw new StartRefused(`${logicalId}: ${target.logicalId} does not let ${properties.TopicArn} call it.`);
  }
}

/** The event of a function that is subscribed to a topic. */
function eventOf(publication: Publication, subscriptionArn: string): object {
  const { topicArn, subject, message, attributes, at } = publication;
  const Sns = {
    SignatureVersion: '1',
    Timestamp: at,
    Signature: 'local',
    SigningCertUrl: 'https://sns.invalid/local.pem',
    MessageId: randomUUID(),
    Message: message,
    MessageAttributes: attributes,
    Type: 'Notification',
    UnsubscribeUrl: 'https://sns.invalid/',
    TopicArn: topicArn,
    Subject: subject,
  };
  return {
    Records: [{ EventVersion: '1.0', EventSubscriptionArn: subscriptionArn, EventSource: 'aws:sns', Sns }],
  };
}

/** Makes the topics of the template. Throws `StartRefused` for a subscription that could not be delivered. */
export function createTopics(model: Model, lambda: Lambda): Topics {
  const subscriptions = model
    .find('AWS::SNS::Subscription')
    .filter(({ properties }) => properties.Protocol === 'lambda');
  for (const subscription of subscriptions) checkSubscription(model, subscription);
  let last: Publication[] = [];
  const publish = (publication: Publication): void => {
    last = [publication, ...last].slice(0, kept);
    for (const { logicalId, properties } of subscriptions) {
      if (properties.TopicArn !== publication.topicArn) continue;
      // The runner reports a failure; AWS would try twice more within minutes.
      void lambda.invoke(properties.Endpoint, eventOf(publication, `${properties.TopicArn}:${logicalId}`));
    }
  };
  return {
    published: () => last,
    publish,
    publishAs(service, publication) {
      if (serviceMayPublish(model, publication.topicArn, service)) publish(publication);
    },
  };
}

/** What a call of Publish said: its fields come as a form. */
export function readPublication(body: unknown, at: Date): Publication {
  const fields = z.record(z.string(), z.string()).parse(body);
  const attributes: Record<string, { Type: string; Value: string }> = {};
  for (let index = 1; ; index += 1) {
    const prefix = `MessageAttributes.entry.${index}`;
    const name = fields[`${prefix}.Name`];
    if (name === undefined) break;
    attributes[name] = {
      Type: fields[`${prefix}.Value.DataType`] ?? 'String',
      Value: fields[`${prefix}.Value.StringValue`] ?? '',
    };
  }
  return {
    topicArn: fields.TopicArn ?? '',
    subject: fields.Subject ?? null,
    message: fields.Message ?? '',
    attributes,
    at: at.toISOString(),
  };
}
