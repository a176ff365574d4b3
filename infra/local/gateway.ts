/** Serves the template's HTTP API: routes, authorizers, limits and errors as API Gateway has them. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createAuthorizer, type Keys } from './authorizer.ts';
import { type CorsRules, corsHeaders } from './cors.ts';
import { buildEvent, type GatewayAnswer, readAnswer } from './gateway-event.ts';
import { fits } from './iam.ts';
import { account } from './intrinsics.ts';
import { type Lambda, maxPayload } from './lambda.ts';
import type { Model } from './model.ts';
import { StartRefused } from './refused.ts';
import { createMatcher } from './routes.ts';
import { readBody, sendJson } from './server.ts';

interface Route {
  readonly routeKey: string;
  readonly functionArn: string;
  readonly timeoutMs: number;
  readonly authorize: ReturnType<typeof createAuthorizer> | undefined;
  readonly scopes: readonly string[];
  /** Whether the function lets the API call it (AWS::Lambda::Permission). */
  readonly permitted: boolean;
}

/** Handles one request of the API. */
export type Gateway = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const maxBody = 10 * 1024 * 1024;

/** The errors that the gateway itself answers, in its own shape. */
const gatewayError = (response: ServerResponse, status: number, message: string): void =>
  sendJson(response, status, { message });

/** Whether a permission lets this API call the function on this route. */
function isPermitted(model: Model, apiId: string, routeKey: string, functionArn: string): boolean {
  const [method = '', path = ''] = routeKey === '$default' ? ['$default', ''] : routeKey.split(' ');
  const source = `arn:aws:execute-api:${model.assembly.region}:${account}:${apiId}/$default/${method}${path}`;
  const name = functionArn.split(':').at(-1);
  return model
    .find('AWS::Lambda::Permission')
    .some(
      ({ properties }) =>
        [functionArn, name].includes(properties.FunctionName) &&
        properties.Principal === 'apigateway.amazonaws.com' &&
        (properties.SourceArn === undefined ||
          fits(properties.SourceArn, source) ||
          fits(properties.SourceArn, source.replace('/$default/', '/*/'))),
    );
}

function readRoutes(model: Model, apiId: string, keys: Keys): Route[] {
  const integrations = new Map(
    model
      .find('AWS::ApiGatewayV2::Integration')
      .map((one) => [model.attribute(one.logicalId), one.properties] as const),
  );
  const authorizers = new Map(
    model.find('AWS::ApiGatewayV2::Authorizer').map((one) => {
      const { Issuer, Audience } = one.properties.JwtConfiguration;
      return [model.attribute(one.logicalId), createAuthorizer({ issuer: Issuer, audience: Audience }, keys)] as const;
    }),
  );
  return model.find('AWS::ApiGatewayV2::Route').map(({ logicalId, properties }) => {
    const integration = integrations.get(properties.Target.replace(/^integrations\//, ''));
    const functionArn = model.functions.find((one) => integration?.IntegrationUri.includes(one.arn))?.arn;
    if (integration === undefined || functionArn === undefined) {
      throw new StartRefused(`${logicalId}: its target ${properties.Target} is not a function of this template.`);
    }
    const authorize = authorizers.get(properties.AuthorizerId ?? '');
    if (properties.AuthorizationType === 'JWT' && authorize === undefined) {
      throw new StartRefused(`${logicalId}: its authorizer is not in this template.`);
    }
    return {
      routeKey: properties.RouteKey,
      functionArn,
      timeoutMs: Math.min(integration.TimeoutInMillis, 30_000),
      authorize: properties.AuthorizationType === 'JWT' ? authorize : undefined,
      scopes: properties.AuthorizationScopes,
      permitted: isPermitted(model, apiId, properties.RouteKey, functionArn),
    };
  });
}

function send(response: ServerResponse, answer: GatewayAnswer, extra: Readonly<Record<string, string>>): void {
  response.writeHead(answer.status, {
    ...answer.headers,
    ...extra,
    ...(answer.cookies.length > 0 ? { 'set-cookie': [...answer.cookies] } : {}),
    'content-length': answer.body.length,
  });
  response.end(answer.body);
}

/** A promise's value, or undefined after `milliseconds`. */
async function within<T>(work: Promise<T>, milliseconds: number): Promise<T | undefined> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => resolve(undefined), milliseconds);
  return await Promise.race([work, promise]).finally(() => clearTimeout(timer));
}

/**
 * Makes the API of the template. `keys` are those of the local issuer. Throws `StartRefused` when there is not exactly
 * one API, or a route leads nowhere.
 */
export function createGateway(model: Model, lambda: Lambda, keys: Keys, report: (line: string) => void): Gateway {
  const [api, ...others] = model.find('AWS::ApiGatewayV2::Api');
  if (api === undefined || others.length > 0) throw new StartRefused('the template must have exactly one HTTP API.');
  const apiId = model.attribute(api.logicalId);
  const match = createMatcher(readRoutes(model, apiId, keys));
  const cors: CorsRules | undefined = api.properties.CorsConfiguration;

  return async (request, response) => {
    const target = request.url ?? '/';
    const method = request.method ?? 'GET';
    const shared = cors === undefined ? {} : corsHeaders(cors, request.headers);
    if (cors !== undefined && method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined) {
      response.writeHead(204, shared).end();
      return;
    }
    for (const [name, value] of Object.entries(shared)) response.setHeader(name, value);
    const body = await readBody(request, maxBody);
    if (body === undefined) return gatewayError(response, 413, 'Request Entity Too Large');

    const found = match(method, target.split('?', 1)[0] ?? '/');
    if (found === undefined) return gatewayError(response, 404, 'Not Found');
    const { route, pathParameters } = found;
    const now = new Date();
    const claims = route.authorize?.(request.headers.authorization, now);
    if (route.authorize !== undefined && claims === undefined) {
      response.setHeader('www-authenticate', 'Bearer');
      return gatewayError(response, 401, 'Unauthorized');
    }
    const granted = String(claims?.scope ?? '').split(' ');
    if (route.scopes.length > 0 && !route.scopes.some((scope) => granted.includes(scope))) {
      return gatewayError(response, 403, 'Forbidden');
    }
    if (!route.permitted) {
      report(`${route.routeKey}: the API may not invoke ${route.functionArn} (AWS::Lambda::Permission is missing)`);
      return gatewayError(response, 500, 'Internal Server Error');
    }
    if (body.length > maxPayload) return gatewayError(response, 413, 'Request Entity Too Large');

    const event = buildEvent(
      {
        method,
        target,
        httpVersion: request.httpVersion,
        rawHeaders: request.rawHeaders,
        sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
        body,
      },
      {
        apiId,
        account,
        stage: '$default',
        routeKey: route.routeKey,
        pathParameters,
        jwt: claims && { claims, scopes: route.scopes.length > 0 ? route.scopes : null },
        requestId: randomUUID(),
      },
      now,
    );
    const outcome = await within(lambda.invoke(route.functionArn, event), route.timeoutMs);
    if (outcome === undefined) return gatewayError(response, 503, 'Service Unavailable');
    const answer = outcome.ok ? readAnswer(outcome.payload) : undefined;
    if (answer === undefined) return gatewayError(response, 500, 'Internal Server Error');
    send(response, answer, shared);
  };
}
