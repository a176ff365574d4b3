/** Runs the SQS and SNS engine inside the runner, on loopback and over one file of the data folder, and makes the template's queues and topics. */
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { buildApp } from 'fauxqs';
import type { Model } from './model.ts';

type Stores = NonNullable<NonNullable<Parameters<typeof buildApp>[0]>['stores']>;
type QueueStore = Stores['sqsStore'];
type Queue = NonNullable<ReturnType<QueueStore['getQueueByName']>>;

/** The part of the engine's persistence that the runner uses. */
interface Persistence {
  readonly db: DatabaseSync;
  updateMessageReady(messageId: string): void;
  loadSqsAndSns(queues: QueueStore, topics: Stores['snsStore']): void;
  close(): void;
}

export interface QueueState {
  readonly visible: number;
  readonly delayed: number;
  readonly inFlight: number;
}

export interface SqsEngine {
  readonly url: string;
  /** Queue names, as the template makes them. */
  readonly queues: readonly string[];
  state(name: string): QueueState;
  /** Makes every message of the queue that somebody received, or that waits for its retry, visible at once. */
  hurry(name: string): void;
  stop(): Promise<void>;
}

/** Name of the engine's folder in the data folder, and of its file. */
export const queueFolder = 'queues';
export const queueFile = 'fauxqs.db';

/**
 * The engine's stores are not among its exports, and its own start listens on all interfaces; so its files are loaded
 * by path, beside its entry.
 */
async function load<T>(file: string): Promise<T> {
  return await import(new URL(file, import.meta.resolve('fauxqs')).href);
}

/** A received batch, and a message that moves to the dead letters, are one commit each: a crash loses neither. */
function makeAtomic(queue: Queue, database: DatabaseSync): void {
  const dequeue = queue.dequeue.bind(queue);
  queue.dequeue = (...args) => {
    database.exec('BEGIN');
    try {
      return dequeue(...args);
    } finally {
      database.exec('COMMIT');
    }
  };
}

/** The engine's own statement for a message that becomes visible again clears its receive count, which the schema forbids. */
function repairRelease(persistence: Persistence): void {
  const release = persistence.db.prepare(
    'UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL WHERE message_id = ?',
  );
  persistence.updateMessageReady = (messageId) => void release.run(messageId);
}

function attributesOf(properties: ReturnType<typeof queuesOf>[number]['properties']): Record<string, string> {
  const { RedrivePolicy, FifoQueue, ContentBasedDeduplication } = properties;
  const numbers = {
    DelaySeconds: properties.DelaySeconds,
    MaximumMessageSize: properties.MaximumMessageSize,
    MessageRetentionPeriod: properties.MessageRetentionPeriod,
    ReceiveMessageWaitTimeSeconds: properties.ReceiveMessageWaitTimeSeconds,
    VisibilityTimeout: properties.VisibilityTimeout ?? 30,
  };
  return {
    ...Object.fromEntries(
      Object.entries(numbers).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])),
    ),
    ...(RedrivePolicy === undefined ? {} : { RedrivePolicy: JSON.stringify(RedrivePolicy) }),
    ...(FifoQueue === true
      ? { FifoQueue: 'true', ContentBasedDeduplication: String(ContentBasedDeduplication ?? false) }
      : {}),
  };
}

const queuesOf = (model: Model) => model.find('AWS::SQS::Queue');

/** Starts the engine with the messages of the last run; what was in flight then is visible again, as nobody works on it. */
export async function startSqs(dataDir: string, model: Model): Promise<SqsEngine> {
  const { SqsStore } = await load<{ SqsStore: new () => QueueStore }>('./sqs/sqsStore.js');
  const { SnsStore } = await load<{ SnsStore: new () => Stores['snsStore'] }>('./sns/snsStore.js');
  const { S3Store } = await load<{ S3Store: new () => Stores['s3Store'] }>('./s3/s3Store.js');
  const { PersistenceManager } = await load<{ PersistenceManager: new (folder: string) => Persistence }>(
    './persistence.js',
  );
  const store = new SqsStore();
  const topics = new SnsStore();
  const persistence = new PersistenceManager(join(dataDir, queueFolder));
  repairRelease(persistence);
  persistence.loadSqsAndSns(store, topics);
  // Only after loading: writing a loaded queue again would drop its messages.
  Object.assign(store, { persistence });
  for (const queue of store.allQueues()) Object.assign(queue, { persistence });

  const names: string[] = [];
  for (const { logicalId, properties } of queuesOf(model)) {
    const name = model.attribute(logicalId, 'QueueName');
    const attributes = attributesOf(properties);
    const known = store.getQueueByName(name);
    known?.setAttributes(attributes);
    const queue =
      known ?? store.createQueue(name, model.attribute(logicalId), model.attribute(logicalId, 'Arn'), attributes);
    makeAtomic(queue, persistence.db);
    names.push(name);
  }
  // Who is subscribed is read from the template each time: topics need not be kept.
  for (const { logicalId } of model.find('AWS::SNS::Topic')) {
    topics.createTopic(model.attribute(logicalId, 'TopicName'), {}, undefined, model.assembly.region);
  }
  const queueOf = (name: string): Queue => {
    const queue = store.getQueueByName(name);
    if (queue === undefined) throw new Error(`no queue ${name}`);
    return queue;
  };
  const hurry = (name: string): void => {
    const queue = queueOf(name);
    for (const handle of [...queue.inflightMessages.keys()]) queue.changeVisibility(handle, 0);
  };
  names.forEach(hurry);

  const stores: Stores = { sqsStore: store, snsStore: topics, s3Store: new S3Store() };
  const app = buildApp({ stores, logger: false, defaultRegion: model.assembly.region });
  app.addHook('preClose', (done) => {
    persistence.close();
    done();
  });
  return {
    url: await app.listen({ port: 0, host: '127.0.0.1' }),
    queues: names,
    state(name) {
      const queue = queueOf(name);
      queue.processTimers();
      return {
        visible: queue.messages.length,
        delayed: queue.delayedMessages.length,
        inFlight: queue.inflightMessages.size,
      };
    },
    hurry,
    async stop() {
      await app.close();
    },
  };
}
