/** What passes between the runner and the worker threads that run functions. */

export interface WorkerSetup {
  readonly functionName: string;
  readonly functionArn: string;
  readonly memoryMb: number;
  readonly file: string;
  readonly exportName: string;
  readonly sourceMaps: boolean;
}

export interface ToWorker {
  readonly requestId: string;
  /** Epoch milliseconds at which the invocation times out. */
  readonly deadline: number;
  /** JSON, as Lambda hands it over. */
  readonly event: string;
}

export interface Failure {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace: string;
}

export type FromWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly result: string }
  | ({ readonly kind: 'failed' } & Failure)
  | ({ readonly kind: 'broken' } & Failure);
