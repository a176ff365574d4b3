/** Runs functions as Lambda does: instances in worker threads, one event at a time each, the template's environment and timeout. */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { availableParallelism, devNull } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Worker } from 'node:worker_threads';
import type { FunctionModel } from './model.ts';
import { StartRefused } from './refused.ts';
import type { Failure, FromWorker, ToWorker, WorkerSetup } from './worker-messages.ts';

/** The answer of a function, or how it failed; neither is an exception here. */
export type Outcome =
  | { readonly ok: true; readonly payload: string }
  | { readonly ok: false; readonly failure: Failure };

export interface Lambda {
  /** Runs the function with `event`. Waits while all of its instances are busy. Throws for an unknown ARN or name. */
  invoke(functionArn: string, event: unknown): Promise<Outcome>;
  /** Invocations under way or waiting. */
  busy(): number;
  stop(): Promise<void>;
}

export interface LambdaOptions {
  readonly region: string;
  /** Where the SDK of a function is pointed at. */
  readonly endpoint: string;
  readonly report: (line: string) => void;
  /** Takes what a function writes to its standard output. */
  readonly log: (functionId: string, text: string) => void;
  /** Instances of one function at the same time; a function's reserved concurrency lowers it. */
  readonly maxInstances?: number;
}

interface Instance {
  readonly worker: Worker;
  readonly ready: Promise<Failure | undefined>;
  settle: ((outcome: Outcome) => void) | undefined;
}

/** Largest event or answer in characters: Lambda's six megabytes. */
export const maxPayload = 6 * 1024 * 1024;

/** More instances than processors only make each other slower; two, so that one slow call does not hold up all others. */
const usualInstances = Math.min(8, Math.max(2, availableParallelism()));
const initTimeoutMs = 30_000;

const failed = (errorType: string, errorMessage: string): Outcome & { ok: false } => ({
  ok: false,
  failure: { errorType, errorMessage, trace: '' },
});

function setupOf(model: FunctionModel): WorkerSetup {
  const dot = model.handler.lastIndexOf('.');
  const base = join(model.codeFolder, model.handler.slice(0, dot));
  const file = ['.mjs', '.js', '.cjs'].map((ending) => `${base}${ending}`).find((path) => existsSync(path));
  if (file === undefined) throw new StartRefused(`${model.logicalId}: no file for its handler ${model.handler}.`);
  return {
    functionName: model.name,
    functionArn: model.arn,
    memoryMb: model.memoryMb,
    file,
    exportName: model.handler.slice(dot + 1),
    sourceMaps: (model.environment.NODE_OPTIONS ?? '').includes('--enable-source-maps'),
  };
}

function environmentOf(model: FunctionModel, options: LambdaOptions): Record<string, string> {
  return {
    ...model.environment,
    AWS_REGION: options.region,
    AWS_DEFAULT_REGION: options.region,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_NAME: model.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(model.memoryMb),
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${model.name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'local',
    AWS_ACCESS_KEY_ID: model.logicalId,
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL: options.endpoint,
    AWS_ENDPOINT_URL_DYNAMODB: options.endpoint,
    AWS_ENDPOINT_URL_DYNAMODB_STREAMS: options.endpoint,
    AWS_ENDPOINT_URL_SQS: options.endpoint,
    AWS_ENDPOINT_URL_SNS: options.endpoint,
    AWS_ENDPOINT_URL_SESV2: options.endpoint,
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    LAMBDA_TASK_ROOT: model.codeFolder,
    _HANDLER: model.handler,
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
  };
}

/** The instances of one function. */
function createPool(model: FunctionModel, options: LambdaOptions) {
  const setup = setupOf(model);
  const env = environmentOf(model, options);
  const limit = Math.max(
    1,
    Math.min(options.maxInstances ?? usualInstances, model.maxConcurrency ?? Number.POSITIVE_INFINITY),
  );
  const instances = new Set<Instance>();
  const idle: Instance[] = [];
  const waiting: ((instance: Instance) => void)[] = [];
  let running = 0;

  function discard(instance: Instance): void {
    instances.delete(instance);
    const at = idle.indexOf(instance);
    if (at >= 0) idle.splice(at, 1);
    void instance.worker.terminate();
    const next = waiting.shift();
    if (next !== undefined) next(start());
  }

  function start(): Instance {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      env,
      workerData: setup,
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: model.memoryMb },
    });
    const keep = (stream: Readable) => stream.on('data', (chunk) => options.log(model.logicalId, String(chunk)));
    keep(worker.stdout);
    keep(worker.stderr);
    const { promise: ready, resolve: isReady } = Promise.withResolvers<Failure | undefined>();
    const instance: Instance = { worker, ready, settle: undefined };
    instances.add(instance);
    const finish = (outcome: Outcome): void => {
      const settle = instance.settle;
      instance.settle = undefined;
      settle?.(outcome);
    };
    const ended = (outcome: Outcome & { ok: false }): void => {
      isReady(outcome.failure);
      finish(outcome);
      if (instances.has(instance)) discard(instance);
    };
    worker.on('message', (message: FromWorker) => {
      if (message.kind === 'ready') isReady(undefined);
      else if (message.kind === 'done') finish({ ok: true, payload: message.result });
      else if (message.kind === 'failed') finish({ ok: false, failure: message });
      else ended({ ok: false, failure: message });
    });
    worker.on('error', (error) => ended(failed('Runtime.Unknown', String(error))));
    worker.on('exit', (code) =>
      ended(failed('Runtime.ExitError', `RequestId: Error: Runtime exited with code ${code}`)),
    );
    return instance;
  }

  function acquire(): Promise<Instance> {
    const free = idle.pop();
    if (free !== undefined) return Promise.resolve(free);
    if (instances.size < limit) return Promise.resolve(start());
    return new Promise((resolve) => waiting.push(resolve));
  }

  function release(instance: Instance): void {
    if (!instances.has(instance)) return;
    const next = waiting.shift();
    if (next !== undefined) next(instance);
    else idle.push(instance);
  }

  async function becomeReady(instance: Instance): Promise<Failure | undefined> {
    const late = setTimeout(() => instance.worker.terminate(), initTimeoutMs);
    const failure = await instance.ready;
    clearTimeout(late);
    return failure;
  }

  async function run(event: string): Promise<Outcome> {
    const instance = await acquire();
    const failure = await becomeReady(instance);
    if (failure !== undefined) return { ok: false, failure };
    const requestId = randomUUID();
    const outcome = await new Promise<Outcome>((resolve) => {
      const timer = setTimeout(() => {
        const seconds = (model.timeoutMs / 1000).toFixed(2);
        instance.settle = undefined;
        discard(instance);
        resolve(failed('Sandbox.Timedout', `RequestId: ${requestId} Error: Task timed out after ${seconds} seconds`));
      }, model.timeoutMs);
      instance.settle = (result) => {
        clearTimeout(timer);
        resolve(result);
      };
      const message: ToWorker = { requestId, deadline: Date.now() + model.timeoutMs, event };
      instance.worker.postMessage(message);
    });
    release(instance);
    return outcome;
  }

  return {
    busy: () => running,
    async invoke(event: unknown): Promise<Outcome> {
      const text = JSON.stringify(event);
      if (text.length > maxPayload) return failed('RequestTooLarge', 'the event is larger than six megabytes');
      running += 1;
      const outcome = await run(text).finally(() => {
        running -= 1;
      });
      const result =
        outcome.ok && outcome.payload.length > maxPayload
          ? failed('Function.ResponseSizeTooLarge', 'the answer is larger than six megabytes')
          : outcome;
      if (!result.ok) {
        const { errorType, errorMessage, trace } = result.failure;
        options.report(`${model.name} failed: ${errorType}: ${errorMessage}`);
        options.log(model.logicalId, `${errorType}: ${errorMessage}\n${trace}\n`);
      }
      return result;
    },
    async stop(): Promise<void> {
      waiting.length = 0;
      const all = [...instances];
      instances.clear();
      await Promise.all(all.map((instance) => instance.worker.terminate()));
    },
  };
}

/** Makes the functions ready to be called; instances start when an event asks for one. */
export function createLambda(functions: readonly FunctionModel[], options: LambdaOptions): Lambda {
  const pools = new Map(functions.map((model) => [model.arn, createPool(model, options)] as const));
  return {
    async invoke(functionArn, event) {
      const pool = pools.get(functionArn);
      if (pool === undefined) throw new Error(`no function ${functionArn} in the assembly`);
      return pool.invoke(event);
    },
    busy: () => [...pools.values()].reduce((sum, pool) => sum + pool.busy(), 0),
    async stop() {
      await Promise.all([...pools.values()].map((pool) => pool.stop()));
    },
  };
}
