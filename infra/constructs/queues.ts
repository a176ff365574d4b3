/** The queues between the planner and its workers, each with a place for what nobody could work off. */
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { functionShapes } from './function-shapes.ts';

/** Long enough for somebody to come back from leave, look and send the messages on. */
const deadLetterRetention = Duration.days(14);

/** A batch is tried again by the next tick anyway; what fails four times has a cause that waiting does not cure. */
const receivesBeforeDeadLetter = 4;

/** AWS asks for six times the function's timeout, so that a batch is not handed out twice while it is worked on. */
const visibilityFactor = 6;

/** Older work has been overtaken by newer sweeps. */
const workRetention = Duration.days(1);

const encrypted = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true } as const;

export class Queues extends Construct {
  /** Batches of facilities of a sweep: plan -> assess. */
  readonly work: Queue;
  readonly workDeadLetters: Queue;
  /** Batches of the nightly check: plan -> nightly. */
  readonly nightly: Queue;
  readonly nightlyDeadLetters: Queue;
  /** Ticks that the planner never took. */
  readonly tickDeadLetters: Queue;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.workDeadLetters = this.deadLetters('WorkDeadLetters');
    this.work = this.queue('Work', this.workDeadLetters, functionShapes.assess.timeoutSeconds);
    this.nightlyDeadLetters = this.deadLetters('NightlyDeadLetters');
    this.nightly = this.queue('Nightly', this.nightlyDeadLetters, functionShapes.nightly.timeoutSeconds);
    this.tickDeadLetters = this.deadLetters('TickDeadLetters');
    acknowledge(
      this.tickDeadLetters,
      'AwsSolutions-SQS3',
      'It is a dead-letter queue: the one of the schedule, which the rule does not know as a source.',
    );
  }

  get allDeadLetters(): readonly Queue[] {
    return [this.workDeadLetters, this.nightlyDeadLetters, this.tickDeadLetters];
  }

  private queue(id: string, deadLetters: Queue, consumerTimeoutSeconds: number): Queue {
    return new Queue(this, id, {
      ...encrypted,
      visibilityTimeout: Duration.seconds(visibilityFactor * consumerTimeoutSeconds),
      retentionPeriod: workRetention,
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: receivesBeforeDeadLetter },
      removalPolicy: RemovalPolicy.DESTROY,
    });
  }

  private deadLetters(id: string): Queue {
    return new Queue(this, id, {
      ...encrypted,
      retentionPeriod: deadLetterRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
  }
}
