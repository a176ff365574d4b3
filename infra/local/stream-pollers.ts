/** Feeds the tables' streams to functions as Lambda's event source mappings do, held to the role of each function. */
import { judge } from './iam.ts';
import type { FunctionModel, Model } from './model.ts';
import { StartRefused } from './refused.ts';
import { type Feed, type Mapping, type StreamFeedOptions, startFeed } from './stream-feed.ts';

export interface StreamPollers {
  /** Names of the functions that a stream feeds. */
  readonly functions: readonly string[];
  /** Batches that are with a function now, or wait for their retry. */
  busy(): number;
  /** Reads every stream once more, waiting for no window and no retry; true when all were at their ends with nothing in hand. */
  quiet(): Promise<boolean>;
  stop(): Promise<void>;
}

/** Stops the start when the function's role does not allow what its poller does. */
function checkRole(model: Model, { logicalId, properties }: Mapping, target: FunctionModel): void {
  const statements = model.roles.get(target.roleArn)?.statements ?? [];
  const needs: [string, string][] = ['GetRecords', 'GetShardIterator', 'DescribeStream'].map((name) => [
    `dynamodb:${name}`,
    properties.EventSourceArn,
  ]);
  needs.push(['dynamodb:ListStreams', '*']);
  const destination = properties.DestinationConfig.OnFailure?.Destination;
  if (destination !== undefined) needs.push(['sqs:SendMessage', destination]);
  for (const [action, resource] of needs) {
    if (judge(statements, action, resource).allowed) continue;
    throw new StartRefused(
      `${logicalId}: the role of ${target.logicalId} lacks ${action} on ${resource}, which its poller needs.`,
    );
  }
}

/** Starts a poller for every mapping of a stream. Throws `StartRefused` for a role that is too narrow, or a filter that is not known. */
export function startStreamPollers(model: Model, options: StreamFeedOptions): StreamPollers {
  const stopping = new AbortController();
  const feeds: Feed[] = [];
  const functions: string[] = [];
  const mappings = model
    .find('AWS::Lambda::EventSourceMapping')
    .filter(({ properties }) => properties.EventSourceArn.startsWith('arn:aws:dynamodb:'));
  for (const mapping of mappings) {
    const { logicalId, properties } = mapping;
    const target = model.functions.find((one) => [one.arn, one.name].includes(properties.FunctionName));
    if (target === undefined)
      throw new StartRefused(`${logicalId}: its function ${properties.FunctionName} is not in the template.`);
    checkRole(model, mapping, target);
    if (!properties.Enabled) continue;
    functions.push(target.name);
    feeds.push(startFeed(mapping, target, { ...options, region: model.assembly.region, signal: stopping.signal }));
  }
  return {
    functions,
    busy: () => feeds.filter((feed) => feed.busy()).length,
    async quiet() {
      const answers = await Promise.all(feeds.map((feed) => feed.quiet()));
      return answers.every(Boolean);
    },
    async stop() {
      stopping.abort();
      await Promise.all(feeds.map(({ running }) => running));
    },
  };
}
