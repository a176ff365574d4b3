/** Stands where AWS stands for the functions: finds out who calls, judges the call by that function's policies, passes it on to an engine. */
import { Agent, createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { accessDenied, type Call, type Refusal, readCall, refuseCall, type Service } from './calls.ts';
import { judge, type Statement } from './iam.ts';
import { account } from './intrinsics.ts';
import { listen, readBody } from './server.ts';

/** A caller known by its access key id: a function (its logical id). */
export interface Caller {
  readonly functionName: string;
  readonly roleName: string;
  readonly statements: readonly Statement[];
}

/** Sees each call before it is passed on, and after an engine took it. */
export interface Watch {
  /** What AWS would refuse and the engine does not. */
  readonly before: (call: Call) => Refusal | undefined;
  readonly after: (taken: Taken) => void;
}

/** Where the engine of each service listens. */
export type Engines = Readonly<Record<Service, string>>;

/** A call that an engine took, with its answer. */
export interface Taken extends Pick<Call, 'service' | 'operation' | 'body'> {
  readonly answer: string;
}

export interface Endpoint {
  readonly url: string;
  /** Says who may call, and where the engines are. Calls that come earlier get a 503. */
  open(callers: ReadonlyMap<string, Caller>, engines: Engines, watch?: Watch): void;
  stop(): Promise<void>;
}

const jsonType = 'application/x-amz-json-1.0';

/** Largest call that is passed on: what DynamoDB takes, and more than SQS does. */
const maxCall = 16 * 1024 * 1024;

const unavailable = (message: string): Refusal => ({ status: 503, type: 'ServiceUnavailableException', message });

/** The access key id and the service in the scope of a SigV4 Authorization header. */
export function signer(authorization: string | undefined): { accessKeyId: string; service: string } | undefined {
  const scope = /Credential=([^/,\s]+)\/\d+\/[^/]*\/([^/]+)\/aws4_request/.exec(authorization ?? '');
  return scope?.[1] === undefined || scope[2] === undefined ? undefined : { accessKeyId: scope[1], service: scope[2] };
}

function header(message: IncomingMessage, name: string): string {
  const value = message.headers[name];
  return typeof value === 'string' ? value : '';
}

/** Starts the endpoint on a free port of the loopback interface. `region` is the one of all ARNs. */
export async function startEndpoint(region: string, report: (line: string) => void): Promise<Endpoint> {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  let callers: ReadonlyMap<string, Caller> = new Map();
  let engines: Engines | undefined;
  let watch: Watch | undefined;

  function forward(
    incoming: IncomingMessage,
    body: Buffer,
    call: Call,
    engine: string,
    response: ServerResponse,
  ): void {
    const target = header(incoming, 'x-amz-target');
    const outgoing = request(
      new URL(incoming.url ?? '/', engine),
      {
        agent,
        method: 'POST',
        headers: {
          'content-type': header(incoming, 'content-type') || jsonType,
          ...(target === '' ? {} : { 'x-amz-target': target }),
          'x-amz-date': header(incoming, 'x-amz-date'),
          // One name for all callers: some engines keep a database for each.
          authorization: header(incoming, 'authorization').replace(/Credential=[^/]+/, 'Credential=runner'),
          'content-length': body.length,
        },
      },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', () => response.destroy());
        answer.on('end', () => {
          const content = Buffer.concat(chunks);
          if (answer.statusCode === 200) watch?.after({ ...call, answer: content.toString('utf8') });
          const { connection, 'keep-alive': _, 'transfer-encoding': __, ...headers } = answer.headers;
          response.writeHead(answer.statusCode ?? 502, { ...headers, 'content-length': content.length });
          response.end(content);
        });
      },
    );
    outgoing.on('error', (error) => {
      if (response.headersSent) response.destroy();
      else refuseCall(response, call.service, unavailable(`the engine does not answer: ${error.message}`));
    });
    // A caller that gives up must not keep a long poll open, which would take a message that nobody reads.
    response.on('close', () => {
      if (!response.writableFinished) outgoing.destroy();
    });
    outgoing.end(body);
  }

  async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(incoming, maxCall);
    const who = signer(incoming.headers.authorization);
    const refuse = (status: number, type: string, message: string): void =>
      refuseCall(response, who?.service, { status, type, message });
    if (body === undefined) return refuse(413, 'RequestEntityTooLargeException', 'the call is too large');
    if (engines === undefined) return refuseCall(response, who?.service, unavailable('still starting'));
    if (who === undefined) return refuse(400, 'MissingAuthenticationTokenException', 'the call is not signed');
    const caller = callers.get(who.accessKeyId);
    if (caller === undefined) {
      return refuse(400, 'UnrecognizedClientException', `no function has the access key id ${who.accessKeyId}`);
    }
    const raw = {
      method: incoming.method ?? '',
      path: incoming.url ?? '/',
      target: header(incoming, 'x-amz-target'),
      contentType: header(incoming, 'content-type'),
      body,
    };
    const call = readCall(raw, who.service, region);
    if (call === undefined) {
      report(`${caller.functionName} called ${who.service}, which does not run here`);
      return refuse(501, 'NotImplementedException', `${who.service} does not run on one machine (infra/local)`);
    }
    for (const { action, resource } of call.demands) {
      const verdict = judge(caller.statements, action, resource);
      if (verdict.allowed) continue;
      const user = `arn:aws:sts::${account}:assumed-role/${caller.roleName}/${caller.functionName}`;
      const message = `User: ${user} is not authorized to perform: ${action} on resource: ${resource} ${verdict.because}`;
      report(`AccessDenied: ${message}`);
      return refuseCall(response, call.service, accessDenied(call.service, message));
    }
    const refusal = watch?.before(call);
    if (refusal !== undefined) return refuseCall(response, call.service, refusal);
    forward(incoming, body, call, engines[call.service], response);
  }

  const server: Server = createServer((incoming, response) => {
    handle(incoming, response).catch((error: unknown) => {
      report(`the endpoint failed: ${String(error)}`);
      response.destroy();
    });
  });
  server.keepAliveTimeout = 60_000;
  const port = await listen(server, 0);
  return {
    url: `http://127.0.0.1:${port}`,
    open(known, where, watching) {
      callers = known;
      engines = where;
      watch = watching;
    },
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
      agent.destroy();
    },
  };
}
