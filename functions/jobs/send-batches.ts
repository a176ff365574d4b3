/** Puts the batches of a run on their queue, ten to a call, and throws if one of them was not taken. */
import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { BatchMessage } from './messages.ts';

/** What SQS takes in one call. */
const PER_CALL = 10;

/** Sends every message. After a throw some may be on their way: working a batch off twice does no harm. */
export async function sendBatches(sqs: SQSClient, queueUrl: string, messages: readonly BatchMessage[]): Promise<void> {
  for (let start = 0; start < messages.length; start += PER_CALL) {
    const { Failed = [] } = await sqs.send(
      new SendMessageBatchCommand({
        QueueUrl: queueUrl,
        Entries: messages
          .slice(start, start + PER_CALL)
          .map((message, index) => ({ Id: String(index), MessageBody: JSON.stringify(message) })),
      }),
    );
    if (Failed.length > 0) throw new Error(`the queue refused ${Failed.length} batches: ${Failed[0]?.Code}`);
  }
}
