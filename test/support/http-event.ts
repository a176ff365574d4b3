/** Events and contexts as API Gateway and Lambda hand them over, in the shape of AWS's documented examples (payload 2.0). */
import type { Context } from 'aws-lambda';
import type { HttpEvent } from '#kit/endpoint.ts';

export interface Call {
  /** As API Gateway writes it: `PUT /api/v1/facilities/{facilityId}`. */
  readonly routeKey: string;
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly body?: unknown;
  /** Sent as it is, instead of `body`. */
  readonly rawBody?: string;
  readonly isBase64Encoded?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sign-in name and grants claim; without it nobody is signed in. */
  readonly as?: { readonly member: string; readonly grants: string };
}

/** The event of one call. */
export function httpEvent(call: Call): HttpEvent {
  const [method = 'GET', template = '/'] = call.routeKey.split(' ');
  const rawPath = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(call.path?.[name] ?? ''));
  const rawBody = call.rawBody ?? (call.body === undefined ? undefined : JSON.stringify(call.body));
  const query = new URLSearchParams(call.query ?? '');
  return {
    version: '2.0',
    routeKey: call.routeKey,
    rawPath,
    rawQueryString: call.query ?? '',
    headers: {
      accept: '*/*',
      host: 'id.execute-api.eu-central-1.amazonaws.com',
      ...(rawBody === undefined ? {} : { 'content-type': 'application/json' }),
      ...call.headers,
    },
    ...(call.query ? { queryStringParameters: Object.fromEntries(query) } : {}),
    ...(call.path ? { pathParameters: { ...call.path } } : {}),
    requestContext: {
      accountId: '123456789012',
      apiId: 'id',
      ...(call.as ? { authorizer: authorizer(call.as) } : {}),
      domainName: 'id.execute-api.eu-central-1.amazonaws.com',
      domainPrefix: 'id',
      http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
      requestId: 'JKJaXmPLvHcESHA=',
      routeKey: call.routeKey,
      stage: '$default',
      time: '23/Nov/2026:08:00:00 +0000',
      timeEpoch: 1_795_420_800_000,
    },
    ...(rawBody === undefined ? {} : { body: rawBody }),
    isBase64Encoded: call.isBase64Encoded ?? false,
  };
}

function authorizer({ member, grants }: NonNullable<Call['as']>) {
  return {
    jwt: { claims: { sub: 'a1b2', token_use: 'access', muster_member: member, muster_grants: grants }, scopes: null },
    principalId: '',
    integrationLatency: 0,
  };
}

/** The context of an invocation with `remainingMs` left. */
export function lambdaContext(remainingMs = 10_000): Context {
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: 'test',
    functionVersion: '$LATEST',
    invokedFunctionArn: 'arn:aws:lambda:eu-central-1:123456789012:function:test',
    memoryLimitInMB: '512',
    awsRequestId: '8f5078b4-5c49-4b5c-8f3a-1d1c1b1a1f1e',
    logGroupName: '/aws/lambda/test',
    logStreamName: '2026/11/23/[$LATEST]test',
    getRemainingTimeInMillis: () => remainingMs,
    done: () => undefined,
    fail: () => undefined,
    succeed: () => undefined,
  };
}
