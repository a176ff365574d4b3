/** Runs inside a worker thread as one instance of one function: loads the bundle, then answers one event at a time. */
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import type { FromWorker, ToWorker, WorkerSetup } from './worker-messages.ts';

const port = parentPort;
if (port === null) throw new Error('worker.ts runs in a worker thread only');

const setup: WorkerSetup = workerData;
const send = (message: FromWorker): void => port.postMessage(message);

function describe(error: unknown): FromWorker & { kind: 'failed' } {
  const known = error instanceof Error ? error : new Error(String(error));
  return { kind: 'failed', errorType: known.name, errorMessage: known.message, trace: known.stack ?? '' };
}

function contextOf(message: ToWorker): object {
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: setup.functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: setup.functionArn,
    memoryLimitInMB: String(setup.memoryMb),
    awsRequestId: message.requestId,
    logGroupName: `/aws/lambda/${setup.functionName}`,
    logStreamName: 'local',
    getRemainingTimeInMillis: () => Math.max(0, message.deadline - Date.now()),
  };
}

type Handler = (event: unknown, context: object) => unknown;

async function load(): Promise<Handler> {
  if (setup.sourceMaps) process.setSourceMapsEnabled(true);
  const module: Record<string, unknown> = await import(pathToFileURL(setup.file).href);
  const handler = module[setup.exportName];
  if (typeof handler !== 'function') throw new Error(`${setup.exportName} is not exported by ${setup.file}`);
  return (event, context) => handler(event, context);
}

try {
  const handler = await load();
  port.on('message', async (message: ToWorker) => {
    try {
      const result = await handler(JSON.parse(message.event), contextOf(message));
      send({ kind: 'done', result: JSON.stringify(result ?? null) });
    } catch (error) {
      send(describe(error));
    }
  });
  send({ kind: 'ready' });
} catch (error) {
  send({ ...describe(error), kind: 'broken' });
}
