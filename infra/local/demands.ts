/** Works out which permissions a call to AWS needs, as AWS does. */
import * as z from 'zod';
import { account } from './intrinsics.ts';
import { configurationSetArn, identityArn, queueArn, streamArn, tableArn } from './names.ts';

/** One action on one resource (an ARN, or `*`) that the caller's policies must allow. */
export interface Demand {
  readonly action: string;
  readonly resource: string;
}

const named = z.object({ TableName: z.string() });
const bodySchema = z.object({
  TableName: z.string().optional(),
  IndexName: z.string().optional(),
  TransactItems: z.array(z.record(z.string(), named)).optional(),
  RequestItems: z.record(z.string(), z.unknown()).optional(),
  QueueUrl: z.string().optional(),
  QueueName: z.string().optional(),
  StreamArn: z.string().optional(),
  ShardIterator: z.string().optional(),
});
const iteratorSchema = z.object({ table_name: z.string() });
const mailSchema = z.object({
  FromEmailAddress: z.string().optional(),
  ConfigurationSetName: z.string().optional(),
});

/** Parts of a transaction and the action that IAM asks for each. */
const transactional: Readonly<Record<string, string>> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
  Get: 'GetItem',
};

function unique(demands: readonly Demand[]): Demand[] {
  return [...new Map(demands.map((demand) => [`${demand.action} ${demand.resource}`, demand] as const)).values()];
}

function ofDynamoDb(operation: string, body: z.infer<typeof bodySchema>, region: string): Demand[] {
  const table = (name: string): string => (name.startsWith('arn:') ? name : tableArn(region, name));
  if (operation === 'TransactWriteItems' || operation === 'TransactGetItems') {
    const parts = (body.TransactItems ?? []).flatMap((item) => Object.entries(item));
    return unique(
      parts.map(([kind, part]) => ({
        action: `dynamodb:${transactional[kind] ?? kind}`,
        resource: table(part.TableName),
      })),
    );
  }
  if (operation === 'BatchGetItem' || operation === 'BatchWriteItem') {
    return Object.keys(body.RequestItems ?? {}).map((name) => ({
      action: `dynamodb:${operation}`,
      resource: table(name),
    }));
  }
  if (body.TableName === undefined) return [{ action: `dynamodb:${operation}`, resource: '*' }];
  const index = body.IndexName === undefined ? '' : `/index/${body.IndexName}`;
  return [{ action: `dynamodb:${operation}`, resource: `${table(body.TableName)}${index}` }];
}

function ofSqs(operation: string, body: z.infer<typeof bodySchema>, region: string): Demand[] {
  const name = body.QueueName ?? body.QueueUrl?.split('/').at(-1);
  const action = `sqs:${operation.replace(/Batch$/, '')}`;
  return [{ action, resource: name === undefined ? `arn:aws:sqs:${region}:${account}:` : queueArn(region, name) }];
}

/** The table that a shard iterator of the engine here stands in; undefined for one that is not of this engine. */
function tableOfIterator(iterator: string): string | undefined {
  try {
    return iteratorSchema.parse(JSON.parse(Buffer.from(iterator, 'base64').toString('utf8'))).table_name;
  } catch {
    return undefined;
  }
}

function ofStreams(operation: string, body: z.infer<typeof bodySchema>, region: string): Demand[] {
  const action = `dynamodb:${operation}`;
  if (operation === 'ListStreams') return [{ action, resource: '*' }];
  const table = body.StreamArn?.split('/')[1] ?? tableOfIterator(body.ShardIterator ?? '');
  return [{ action, resource: table === undefined ? '*' : streamArn(region, table) }];
}

/** The address of `Supplies <supplies@example.org>`. */
export function addressOf(mailbox: string): string {
  return (/<([^<>]+)>\s*$/.exec(mailbox)?.[1] ?? mailbox).trim();
}

/** The demands of sending one mail: on its sender, and on the configuration set that it goes through. */
export function demandsOfMail(body: unknown, region: string): { operation: string; demands: Demand[] } {
  const parsed = mailSchema.safeParse(body);
  const { FromEmailAddress = '', ConfigurationSetName } = parsed.success ? parsed.data : {};
  const arns = [identityArn(region, addressOf(FromEmailAddress))];
  if (ConfigurationSetName !== undefined) arns.push(configurationSetArn(region, ConfigurationSetName));
  return { operation: 'SendEmail', demands: arns.map((resource) => ({ action: 'ses:SendEmail', resource })) };
}

/** The demands of a call to SNS, whose fields come as a form. */
export function demandsOfPublishing(body: Readonly<Record<string, string>>): { operation: string; demands: Demand[] } {
  const operation = body.Action ?? '';
  const action = `sns:${operation.replace(/Batch$/, '')}`;
  return { operation, demands: [{ action, resource: body.TopicArn ?? body.TargetArn ?? '*' }] };
}

/**
 * The demands of one call. `target` is the X-Amz-Target header (`DynamoDB_20120810.PutItem`), `body` its JSON.
 * Returns undefined for a service that does not run here.
 */
export function demandsOf(
  target: string,
  body: unknown,
  region: string,
): { operation: string; demands: Demand[] } | undefined {
  const [service = '', operation = ''] = target.split('.');
  const parsed = bodySchema.safeParse(body);
  const known = parsed.success ? parsed.data : {};
  if (service.startsWith('DynamoDBStreams_')) return { operation, demands: ofStreams(operation, known, region) };
  if (service.startsWith('DynamoDB_')) return { operation, demands: ofDynamoDb(operation, known, region) };
  if (service === 'AmazonSQS') return { operation, demands: ofSqs(operation, known, region) };
  return undefined;
}
