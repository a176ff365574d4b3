/** The one port that people and browsers see: sends each request to the API, the control surface or the sign-in. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { sendHtml, sendJson, sendProblem } from './server.ts';

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

export interface Handlers {
  readonly api: Handler;
  readonly control: Handler;
  readonly issuer: Handler;
  /** The console, for every other address; without one the first page says where to go. */
  readonly site?: Handler | undefined;
}

export interface Front {
  readonly server: Server;
  /** Puts the handlers in place; until then every request gets a 503. */
  open(handlers: Handlers): void;
}

const start = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Muster on one machine</title>
<style>body { font: 16px/1.6 system-ui, sans-serif; max-width: 40rem; margin: 3rem auto; padding: 0 1rem }</style>
<h1>It runs.</h1><p>This is an HTTP API. Where to go from here:</p>
<ul><li><a href="/api/v1/openapi.json">/api/v1/openapi.json</a>: every operation, with examples</li>
<li><a href="/_local/">/_local/</a>: what runs here, and who can sign in</li>
<li>README.md, "Ten minutes with the API": a walk to copy and paste</li></ul></html>`;

const local = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

/** A page elsewhere must reach neither tokens nor schedules: not by another name of this machine, nor by a form. */
function isForeign(request: IncomingMessage): boolean {
  if (!local.test(request.headers.host ?? '')) return true;
  const { origin } = request.headers;
  return origin !== undefined && origin !== 'null' && URL.parse(origin)?.host !== request.headers.host;
}

/** Path below which the issuer lives. */
export const issuerPath = '/_local/oidc';

/** Makes the server; it does not listen yet. */
export function createFront(report: (line: string) => void): Front {
  let handlers: Handlers | undefined;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (handlers === undefined) return sendJson(response, 503, { message: 'Service Unavailable' });
    const url = request.url ?? '/';
    const named = local.test(request.headers.host ?? '');
    if (url.startsWith(`${issuerPath}/`) && named) return handlers.issuer(request, response);
    if (url.startsWith('/_local')) {
      if (!isForeign(request)) return handlers.control(request, response);
      return sendProblem(
        response,
        403,
        'origin.foreign',
        'Not from here',
        'The control surface answers this machine only.',
      );
    }
    if (handlers.site !== undefined && !url.startsWith('/api/')) return handlers.site(request, response);
    if (url === '/' && request.method === 'GET') return sendHtml(response, 200, start);
    return handlers.api(request, response);
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      report(
        `${request.method} ${request.url} failed here: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
      if (response.headersSent) response.destroy();
      else sendJson(response, 500, { message: 'Internal Server Error' });
    });
  });
  server.keepAliveTimeout = 65_000;
  return {
    server,
    open(known) {
      handlers = known;
    },
  };
}
