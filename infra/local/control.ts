/** The control surface under `/_local/`: what runs here, tokens, schedules on demand, waiting until all is quiet, what was mailed and published. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
import type { Issuer, Member } from './issuer.ts';
import type { Mailbox } from './mail.ts';
import type { Schedules } from './schedules.ts';
import { readBody, sendJson, sendProblem } from './server.ts';
import type { Topics } from './topics.ts';
import { SignInRefused } from './triggers.ts';

export interface ControlParts {
  readonly urls: Readonly<Record<string, string>>;
  readonly functions: readonly string[];
  readonly schedules: Schedules;
  readonly issuer: Issuer;
  readonly members: () => Promise<readonly Member[]>;
  readonly drain: () => Promise<void>;
  readonly mailbox: Mailbox;
  readonly topics: Topics;
}

const tokenBody = z.strictObject({ member: z.string().min(1) });
const runBody = z.strictObject({ time: z.iso.datetime({ offset: true }).optional() });

type Read<T> = { ok: true; value: T } | { ok: false; detail: string };

async function readJson<T>(request: IncomingMessage, schema: z.ZodType<T>): Promise<Read<T>> {
  const text = (await readBody(request, 100_000))?.toString('utf8').trim() ?? '';
  try {
    const parsed = schema.safeParse(text === '' ? {} : JSON.parse(text));
    return parsed.success ? { ok: true, value: parsed.data } : { ok: false, detail: z.prettifyError(parsed.error) };
  } catch {
    return { ok: false, detail: 'the body is not JSON' };
  }
}

const badBody = (response: ServerResponse, detail: string): void =>
  sendProblem(response, 400, 'body.invalid', 'The body is not as it should be', detail);

async function token(parts: ControlParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readJson(request, tokenBody);
  if (!body.ok) return badBody(response, body.detail);
  try {
    sendJson(response, 200, { accessToken: await parts.issuer.token(body.value.member) });
  } catch (error) {
    if (!(error instanceof SignInRefused)) throw error;
    sendProblem(response, 403, 'sign-in.refused', 'The sign-in was refused', error.message);
  }
}

async function runSchedule(
  parts: ControlParts,
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readJson(request, runBody);
  if (!body.ok) return badBody(response, body.detail);
  const outcome = await parts.schedules.run(
    name,
    body.value.time === undefined ? new Date() : new Date(body.value.time),
  );
  if (outcome === undefined) {
    const known = parts.schedules.names.join(', ');
    return sendProblem(
      response,
      404,
      'schedule.unknown',
      'There is no such schedule',
      `"${name}" is none of: ${known}`,
    );
  }
  if (outcome.ok) return sendJson(response, 200, { result: JSON.parse(outcome.payload) });
  const { errorType, errorMessage } = outcome.failure;
  sendProblem(response, 502, 'schedule.failed', 'The function failed', `${errorType}: ${errorMessage}`);
}

/** Makes the handler of everything below `/_local/` but the issuer's pages. */
export function createControl(parts: ControlParts) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname: path, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const route = `${request.method} ${path}`;
    if (route === 'GET /_local/' || route === 'GET /_local') {
      const members = await parts.members();
      const { urls, functions, schedules } = parts;
      return sendJson(response, 200, { urls, functions, schedules: schedules.names, members });
    }
    if (route === 'POST /_local/token') return token(parts, request, response);
    if (route === 'POST /_local/drain') {
      await parts.drain();
      return sendJson(response, 200, { idle: true });
    }
    if (route === 'GET /_local/mailbox') {
      return sendJson(response, 200, { items: parts.mailbox.list(searchParams.get('to') ?? undefined) });
    }
    if (route === 'DELETE /_local/mailbox') {
      parts.mailbox.empty();
      return sendJson(response, 200, { items: [] });
    }
    if (route === 'GET /_local/published') return sendJson(response, 200, { items: parts.topics.published() });
    const name = /^POST \/_local\/schedules\/([^/]+)\/run$/.exec(route)?.[1];
    if (name !== undefined) return runSchedule(parts, decodeURIComponent(name), request, response);
    sendProblem(
      response,
      404,
      'not-found',
      'There is nothing here',
      'GET /_local/ · POST /_local/token · POST /_local/schedules/{name}/run · POST /_local/drain · GET, DELETE /_local/mailbox · GET /_local/published',
    );
  };
}
