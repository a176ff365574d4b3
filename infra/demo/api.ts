/** Speaks to the API as the demo's people do: tokens by name, polite retries, and a full stop at the first refusal. */
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

/** The stable code of a problem; empty where the answer is none. */
function codeOf(text: string): string {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null && 'code' in body ? String(body.code) : '';
  } catch {
    return '';
  }
}

function headersOf(call: Call): Record<string, string> {
  if (call.again === 'record') return { 'if-none-match': '*' };
  return call.again === 'document' ? {} : { 'idempotency-key': call.again.idempotencyKey };
}

/** Opens the API. Access tokens are fetched once per person: loading takes far less than they last. */
export function openApi(options: ApiOptions): Api {
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (member: string): Promise<string> => {
    const known = tokens.get(member) ?? options.token(member);
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
    if (call.again === 'record' && THERE_ALREADY.includes(codeOf(text))) return false;
    throw new Error(`${call.method} ${call.path} as ${by} was refused with ${response.status}: ${text}`);
  }

  return {
    async read(path) {
      const response = await send(path, options.lead, { method: 'GET' });
      const text = await response.text();
      if (response.status === 404) return undefined;
      if (!response.ok) throw new Error(`GET ${path} was refused with ${response.status}: ${text}`);
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
