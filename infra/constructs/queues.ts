/** The queues between the planner and its workers, each with a place for what nobody could work off. */
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { FunctionName } from '../entries.ts';
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
  /** Countries in which somebody is to be told something: announce, plan -> tell. */
  readonly news: Queue;
  readonly newsDeadLetters: Queue;
  /** Ticks that the planner never took. */
  readonly tickDeadLetters: Queue;
  /** Changes of the table that could not be worked off, by the function that gave them up. */
  readonly reactDeadLetters: Queue;
  readonly announceDeadLetters: Queue;
  /** Bounces that nobody could note down. */
  readonly bounceDeadLetters: Queue;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.workDeadLetters = this.deadLetters('WorkDeadLetters');
    this.work = this.queue('Work', this.workDeadLetters, functionShapes.assess.timeoutSeconds);
    this.nightlyDeadLetters = this.deadLetters('NightlyDeadLetters');
    this.nightly = this.queue('Nightly', this.nightlyDeadLetters, functionShapes.nightly.timeoutSeconds);
    this.newsDeadLetters = this.deadLetters('NewsDeadLetters');
    this.news = this.queue('News', this.newsDeadLetters, functionShapes.tell.timeoutSeconds);
    this.tickDeadLetters = this.deadLettersOf('Tick', 'the schedule');
    this.reactDeadLetters = this.deadLettersOf('React', "the table's stream");
    this.announceDeadLetters = this.deadLettersOf('Announce', "the table's stream");
    this.bounceDeadLetters = this.deadLettersOf('Bounce', 'an asynchronous function');
  }

  get allDeadLetters(): readonly Queue[] {
    return [
      this.workDeadLetters,
      this.nightlyDeadLetters,
      this.newsDeadLetters,
      this.tickDeadLetters,
      this.reactDeadLetters,
      this.announceDeadLetters,
      this.bounceDeadLetters,
    ];
  }

  /** Where Lambda puts what a function gave up that no queue feeds; undefined for all others. */
  givenUpBy<N extends FunctionName>(name: N): N extends 'react' | 'announce' | 'bounces' ? Queue : Queue | undefined;
  givenUpBy(name: FunctionName): Queue | undefined {
    if (name === 'react') return this.reactDeadLetters;
    if (name === 'announce') return this.announceDeadLetters;
    return name === 'bounces' ? this.bounceDeadLetters : undefined;
  }

  /** Dead letters of something that is no queue, which cdk-nag would take for a queue without dead letters. */
  private deadLettersOf(name: string, source: string): Queue {
    const queue = this.deadLetters(`${name}DeadLetters`);
    const reason = `It is a dead-letter queue: the one of ${source}, which the rule does not know as a source.`;
    acknowledge(queue, 'AwsSolutions-SQS3', reason);
    return queue;
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
