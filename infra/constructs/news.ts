/** How word of an alert leaves the programme: a topic for other systems, mail through SES, and the bounces that come back. */
import { Stack } from 'aws-cdk-lib';
import { Alias, type IKey } from 'aws-cdk-lib/aws-kms';
import { CfnEventInvokeConfig, type Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import {
  ConfigurationSet,
  ConfigurationSetEventDestination,
  EmailSendingEvent,
  EventDestination,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { LambdaSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Settings } from '../settings.ts';

/** A bounce is noted down by one write; two more attempts, minutes apart, outlive what makes a write fail. */
const bounceRetries = 2;

export interface NewsProps {
  readonly settings: Settings;
  /** Key of the topic that SES publishes to. */
  readonly key: IKey;
}

export class News extends Construct {
  /** Every change of an alert, for SMS, chat and other systems. */
  readonly topic: Topic;
  readonly configurationSet: ConfigurationSet;
  private readonly settings: Settings;
  private readonly bounceTopic: Topic;

  constructor(scope: Construct, id: string, props: NewsProps) {
    super(scope, id);
    this.settings = props.settings;
    // Only functions of this account publish here, and they may use the key that AWS keeps: it costs nothing.
    const ownKey = Alias.fromAliasName(this, 'SnsKey', 'alias/aws/sns');
    this.topic = new Topic(this, 'AlertChanges', { masterKey: ownKey, enforceSSL: true });
    this.bounceTopic = new Topic(this, 'Bounces', { masterKey: props.key, enforceSSL: true });
    this.configurationSet = new ConfigurationSet(this, 'Mails', {
      reputationMetrics: true,
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    });
    new ConfigurationSetEventDestination(this, 'BouncesAndComplaints', {
      configurationSet: this.configurationSet,
      destination: EventDestination.snsTopic(this.bounceTopic),
      events: [EmailSendingEvent.BOUNCE, EmailSendingEvent.COMPLAINT],
    });
  }

  /** What a function that sends mail needs to be allowed: the sender, and the configuration set that every mail goes through. */
  get mailArns(): readonly string[] {
    const { configurationSetName } = this.configurationSet;
    const set = Stack.of(this).formatArn({
      service: 'ses',
      resource: 'configuration-set',
      resourceName: configurationSetName,
    });
    const { mailFrom } = this.settings;
    if (mailFrom === '') return [set];
    return [Stack.of(this).formatArn({ service: 'ses', resource: 'identity', resourceName: mailFrom }), set];
  }

  /** Hands bounces and complaints to `target`; what it cannot note down goes to `deadLetters`. */
  returnTo(target: LambdaFunction, deadLetters: IQueue): void {
    this.bounceTopic.addSubscription(new LambdaSubscription(target));
    const patience = new CfnEventInvokeConfig(this, 'BouncePatience', {
      functionName: target.functionName,
      qualifier: '$LATEST',
      maximumRetryAttempts: bounceRetries,
      destinationConfig: { onFailure: { destination: deadLetters.queueArn } },
    });
    if (target.role) patience.node.addDependency(target.role);
  }
}
