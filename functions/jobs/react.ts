/** Changes of facilities out of the table's stream: a receipt that ends a shortage ends its alert within seconds. */
import type { DynamoDBBatchResponse, DynamoDBStreamEvent, Context as LambdaContext } from 'aws-lambda';
import { tableDeps } from '#kit/deps.ts';
import { streamJob } from '#kit/stream.ts';
import { facilityToJudge, groundOnce, reactTo } from './react-to.ts';

let table: ReturnType<typeof tableDeps> | undefined;

/** What is read of a country is read anew for each call: settings change between two of them. */
export const handler = async (event: DynamoDBStreamEvent, context: LambdaContext): Promise<DynamoDBBatchResponse> => {
  const work = streamJob('react', facilityToJudge, reactTo, () => {
    table ??= tableDeps();
    return { ...table, ground: groundOnce(table) };
  });
  return await work(event, context);
};
