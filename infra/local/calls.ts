/** Reads a call to AWS off its request: which service, which permissions it needs, and how that service says no. */
import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { type Demand, demandsOf, demandsOfMail, demandsOfPublishing } from './demands.ts';

/** The services that run here. The table's stream is DynamoDB's. */
export type Service = 'dynamodb' | 'sqs' | 'sns' | 'ses';

export interface Call {
  readonly service: Service;
  /** `PutItem`, `SendMessage`, `Publish`, `SendEmail`. */
  readonly operation: string;
  readonly demands: readonly Demand[];
  /** What was sent, read: JSON, or the fields of a form. */
  readonly body: unknown;
}

export interface RawCall {
  readonly method: string;
  readonly path: string;
  /** X-Amz-Target, empty for the services that have none. */
  readonly target: string;
  readonly contentType: string;
  readonly body: Buffer;
}

const sendMailPath = '/v2/email/outbound-emails';

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The call, or undefined for a service or operation that does not run here. `signed`: the service it was signed for. */
export function readCall(raw: RawCall, signed: string, region: string): Call | undefined {
  const text = raw.body.toString('utf8');
  if (signed === 'sns' && raw.contentType.startsWith('application/x-www-form-urlencoded')) {
    const body = Object.fromEntries(new URLSearchParams(text));
    return { service: 'sns', body, ...demandsOfPublishing(body) };
  }
  const body = parse(text);
  if (signed === 'ses') {
    if (raw.method !== 'POST' || raw.path !== sendMailPath) return undefined;
    return { service: 'ses', body, ...demandsOfMail(body, region) };
  }
  const known = demandsOf(raw.target, body, region);
  if (known === undefined) return undefined;
  return { service: raw.target.startsWith('AmazonSQS') ? 'sqs' : 'dynamodb', body, ...known };
}

export interface Refusal {
  readonly status: number;
  /** The error's name in AWS, such as `AccessDeniedException`. */
  readonly type: string;
  readonly message: string;
}

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Refuses a call in the words of its service, so that the SDK throws what it throws in AWS. */
export function refuseCall(response: ServerResponse, service: string | undefined, refusal: Refusal): void {
  const { status, type, message } = refusal;
  if (service === 'sns') {
    const error = `<Error><Type>Sender</Type><Code>${type}</Code><Message>${escapeXml(message)}</Message></Error>`;
    response.writeHead(status, { 'content-type': 'text/xml' });
    response.end(
      `<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">${error}<RequestId>${randomUUID()}</RequestId></ErrorResponse>`,
    );
    return;
  }
  const contentType = service === 'ses' ? 'application/json' : 'application/x-amz-json-1.0';
  response.writeHead(status, { 'content-type': contentType, 'x-amzn-errortype': type });
  response.end(JSON.stringify({ __type: `com.amazon.coral.service#${type}`, message }));
}

/** How a service says that the caller lacks a permission. */
export function accessDenied(service: Service, message: string): Refusal {
  if (service === 'sns') return { status: 403, type: 'AuthorizationError', message };
  return { status: service === 'dynamodb' ? 400 : 403, type: 'AccessDeniedException', message };
}
