/** The HTTP API, made of the contract's rows: a route that is not in the contract does not exist. */
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  CorsHttpMethod,
  HttpApi as GatewayApi,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  type IHttpRouteAuthorizer,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Capability, Row } from '#shared/contract/row.ts';
import type { Settings } from '../settings.ts';
import { acknowledge } from './acknowledge.ts';
import { type Functions, pascalCase } from './functions.ts';

export const apiPrefix = '/api/v1';

/** A browser may remember the answer of a preflight for this long. */
const preflightMaxAge = Duration.hours(1);

/** No path, no body, no address: the route says what was asked, the subject who asked, and neither a head count nor a place. */
const accessLogFormat = AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    time: '$context.requestTime',
    route: '$context.routeKey',
    status: '$context.status',
    subject: '$context.authorizer.claims.sub',
    authorizerError: '$context.authorizer.error',
    latencyMs: '$context.responseLatency',
    integrationLatencyMs: '$context.integrationLatency',
    integrationError: '$context.integrationErrorMessage',
    responseBytes: '$context.responseLength',
  }),
);

export interface HttpApiProps {
  readonly settings: Settings;
  readonly functions: Functions;
  readonly rows: readonly Row[];
  readonly issuer: string;
  readonly clientId: string;
}

export class HttpApi extends Construct {
  readonly api: GatewayApi;
  private readonly functions: Functions;
  private readonly integrations = new Map<Capability, HttpLambdaIntegration>();

  constructor(scope: Construct, id: string, props: HttpApiProps) {
    super(scope, id);
    this.functions = props.functions;
    this.api = new GatewayApi(this, 'Api', { createDefaultStage: false, ...cors(props.settings.consoleOrigin) });
    this.stage(props.settings);
    const member = new HttpJwtAuthorizer('Member', props.issuer, { jwtAudience: [props.clientId] });
    for (const row of props.rows) this.route(row, member);
    this.unknownRoutes();
  }

  private route(row: Row, member: IHttpRouteAuthorizer): void {
    const open = row.scope === 'public';
    const route = new HttpRoute(this, pascalCase(row.id), {
      httpApi: this.api,
      routeKey: HttpRouteKey.with(`${apiPrefix}${row.path}`, HttpMethod[row.method]),
      integration: this.integration(row.capability),
      authorizer: open ? new HttpNoneAuthorizer() : member,
    });
    if (open) {
      acknowledge(
        route,
        'AwsSolutions-APIG4',
        'Read before anybody has signed in: how to sign in, and what the API is.',
      );
    }
  }

  private unknownRoutes(): void {
    // The permission that covers a whole API ends in a method and a path; this route has neither, so it needs its own.
    const integration = new HttpLambdaIntegration('UnknownRoute', this.functions.named('description'));
    const route = new HttpRoute(this, 'UnknownRoute', {
      httpApi: this.api,
      routeKey: HttpRouteKey.DEFAULT,
      integration,
      authorizer: new HttpNoneAuthorizer(),
    });
    acknowledge(
      route,
      'AwsSolutions-APIG4',
      'Answers only "no such route" as problem+json, from a function that may read nothing; a token would change nothing.',
    );
  }

  /** One integration per function, and one permission that covers its routes: a permission per route would outgrow the function's policy. */
  private integration(capability: Capability): HttpLambdaIntegration {
    const known = this.integrations.get(capability);
    if (known !== undefined) return known;
    const made = new HttpLambdaIntegration(pascalCase(capability), this.functions.named(capability), {
      scopePermissionToRoute: false,
    });
    this.integrations.set(capability, made);
    return made;
  }

  private stage(settings: Settings): void {
    // Retained: who asked for what stays readable after a teardown until the retention ends.
    const accessLog = new LogGroup(this, 'AccessLog', {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: settings.throttleRate, burstLimit: settings.throttleBurst },
      accessLogSettings: { destination: new LogGroupLogDestination(accessLog), format: accessLogFormat },
    });
  }
}

function cors(consoleOrigin: string) {
  if (consoleOrigin === '') return {};
  return {
    corsPreflight: {
      allowOrigins: [consoleOrigin],
      allowMethods: [CorsHttpMethod.GET, CorsHttpMethod.PUT, CorsHttpMethod.POST, CorsHttpMethod.DELETE],
      allowHeaders: ['authorization', 'content-type', 'idempotency-key', 'if-match', 'if-none-match'],
      exposeHeaders: ['retry-after'],
      maxAge: preflightMaxAge,
    },
  };
}
