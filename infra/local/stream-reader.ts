/** Reads a table's stream through the policed endpoint, in the name of the function that it feeds. */
import * as z from 'zod';
import type { SignedClient } from './signed-call.ts';

const recordsPerRead = 1000;

const streamsSchema = z.object({ Streams: z.array(z.object({ StreamArn: z.string() })) });
const describedSchema = z.object({
  StreamDescription: z.object({ Shards: z.array(z.object({ ShardId: z.string() })).min(1) }),
});
const iteratorSchema = z.object({ ShardIterator: z.string() });
const recordSchema = z.looseObject({
  dynamodb: z.looseObject({ SequenceNumber: z.string(), ApproximateCreationDateTime: z.number() }),
});
const readSchema = z.object({ Records: z.array(recordSchema), NextShardIterator: z.string().nullish() });

export type RawRecord = z.infer<typeof recordSchema>;

export interface Shard {
  readonly StreamArn: string;
  readonly ShardId: string;
}

/** The shard of a table's stream, found and read in the function's name. */
export function createReader(client: SignedClient, table: string, signal: AbortSignal) {
  const ask = (operation: string, body: object) => client.call(`DynamoDBStreams_20120810.${operation}`, body, signal);
  return {
    async shard(): Promise<Shard> {
      const { Streams } = streamsSchema.parse(await ask('ListStreams', { TableName: table }));
      const StreamArn = Streams.at(-1)?.StreamArn;
      if (StreamArn === undefined) throw new Error(`the table ${table} has no stream`);
      const { StreamDescription } = describedSchema.parse(await ask('DescribeStream', { StreamArn }));
      const [first, ...others] = StreamDescription.Shards;
      if (first === undefined || others.length > 0) throw new Error(`the stream of ${table} has not exactly one shard`);
      return { StreamArn, ShardId: first.ShardId };
    },
    async iterator(shard: Shard, after: string | undefined, from: string) {
      const place =
        after === undefined
          ? { ShardIteratorType: from }
          : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: after };
      return iteratorSchema.parse(await ask('GetShardIterator', { ...shard, ...place })).ShardIterator;
    },
    async read(ShardIterator: string) {
      return readSchema.parse(await ask('GetRecords', { ShardIterator, Limit: recordsPerRead }));
    },
  };
}
