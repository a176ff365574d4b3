/** Speaks to the API as the demo's people do: tokens by name, polite retries, and a full stop at the first refusal. */
import * as z from 'zod';
import type { Call, Step } from './call.ts';

const LANES_AT_ONCE = 8;
const ATTEMPTS = 8;
const LONGEST_WAIT_SECONDS = 5;

/** What a record says when it is there already, changed or not. */
const THERE_ALREADY = ['record.exists', 'shipment.not-planned'];

export interface Api {
  /** What is at a path, or undefined where the answer is 404. Throws for every other refusal. */
  read(path: string): Promise<unknown>;
  /** Makes all calls of a step. Answers how many records and documents were new. Throws at the first refusal. */
  run(step: Step): Promise<number>;
}

export interface ApiOptions {
  /** Base address, such as `http://localhost:3000/api/v1`. */
  readonly base: string;
  readonly token: (member: string) => Promise<string>;
  /** Sign-in name of the first lead. */
  readonly lead: string;
}

const wait = (seconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

const problem = z.object({
  code: z.string(),
  detail: z.string(),
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).default([]),
});

/** The problem that an answer tells; undefined where it is none. */
function problemOf(text: string): z.output<typeof problem> | undefined {
  try {
    return problem.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** What was refused, by what and why, for a person at a terminal. */
function refusal(request: string, status: number, text: string): Error {
  const told = problemOf(text);
  if (told === undefined) return new Error(`${request} was refused with ${status}: ${text.slice(0, 500)}`);
  const why = told.errors.map(({ pointer, detail }) => `  ${pointer}: ${detail}`);
  const reasons = why.length > 0 ? why : [`  ${told.detail}`];
  return new Error([`${request} was refused with ${status} ${told.code}:`, ...reasons].join('\n'));
}

function headersOf(call: Call): Record<string, string> {
  if (call.again === 'record') return { 'if-none-match': '*' };
  return typeof call.again === 'string' ? {} : { 'idempotency-key': call.again.idempotencyKey };
}

const noToken = (member: string) => (error: unknown) => {
  throw new Error(`${member} cannot sign in: ${error instanceof Error ? error.message : String(error)}`);
};

/** Opens the API. Access tokens are fetched once per person: loading takes far less than they last. */
export function openApi(options: ApiOptions): Api {
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (member: string): Promise<string> => {
    const known = tokens.get(member) ?? options.token(member).catch(noToken(member));
    tokens.set(member, known);
    return known;
  };

  async function send(path: string, member: string, init: RequestInit): Promise<Response> {
    const headers = { ...init.headers, authorization: `Bearer ${await tokenOf(member)}` };
    for (let attempt = 1; ; attempt += 1) {
      const response = await fetch(`${options.base}${path}`, { ...init, headers });
      const busy = response.status === 503 || response.status === 429;
      if (!busy || attempt === ATTEMPTS) return response;
      await response.body?.cancel();
      await wait(Math.min(Number(response.headers.get('retry-after') ?? 1), LONGEST_WAIT_SECONDS));
    }
  }

  /** Makes one call; true when it stored a new record or document. */
  async function make(call: Call): Promise<boolean> {
    const by = call.by ?? options.lead;
    const response = await send(call.path, by, {
      method: call.method,
      headers: { 'content-type': 'application/json', ...headersOf(call) },
      body: JSON.stringify(call.body),
    });
    const text = await response.text();
    if (response.ok) return response.status === 201;
    if (call.again === 'record' && THERE_ALREADY.includes(problemOf(text)?.code ?? '')) return false;
    throw refusal(`${call.method} ${call.path} as ${by}`, response.status, text);
  }

  return {
    async read(path) {
      const response = await send(path, options.lead, { method: 'GET' });
      const text = await response.text();
      if (response.status === 404) return undefined;
      if (!response.ok) throw refusal(`GET ${path} as ${options.lead}`, response.status, text);
      return JSON.parse(text);
    },
    async run(step) {
      const waiting = [...step.lanes];
      let stored = 0;
      let failed = false;
      const worker = async (): Promise<void> => {
        for (let lane = waiting.shift(); lane !== undefined && !failed; lane = waiting.shift()) {
          for (const call of lane) {
            if (failed) return;
            if (await make(call)) stored += 1;
          }
        }
      };
      const workers = Array.from({ length: LANES_AT_ONCE }, () =>
        worker().catch((error: unknown) => {
          failed = true;
          throw error;
        }),
      );
      await Promise.all(workers);
      return stored;
    },
  };
}
