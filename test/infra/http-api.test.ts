/** The gateway follows the contract: every row a route, every route a row, and no open door that the contract does not name. */
import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { rows } from '#shared/contract/rows.ts';
import { pascalCase } from '../../infra/constructs/functions.ts';
import { synthesize } from './synthesized.ts';

const consoleOrigin = 'https://muster.example.org';
const closed = synthesize();
const open = synthesize({
  consoleOrigin,
  mailFrom: 'muster@example.org',
  alarmMail: 'lead@example.org',
  stage: 'prod',
});

const routes = closed.ofType('AWS::ApiGatewayV2::Route').map(([, route]) => route.Properties);
const routeOf = (key: string) => routes.find((route) => route.RouteKey === key);

/** Logical id of the function behind a route. */
function functionBehind(target: unknown): string {
  const integrationId: unknown = Object(target)['Fn::Join'][1][1].Ref;
  const integration = closed.resources.get(String(integrationId));
  return String(Object(integration?.Properties.IntegrationUri)['Fn::GetAtt'][0]);
}

describe('the routes', () => {
  it.each(rows.map((row) => ({ ...row, key: `${row.method} /api/v1${row.path}` })))(
    '$key goes to the function of its capability and asks for a token unless it is public',
    ({ key, capability, scope }) => {
      const route = routeOf(key);
      expect(route?.AuthorizationType).toBe(scope === 'public' ? 'NONE' : 'JWT');
      expect(route?.AuthorizerId === undefined).toBe(scope === 'public');
      expect(functionBehind(route?.Target)).toMatch(new RegExp(`^Functions${pascalCase(capability)}[0-9A-F]{8}$`));
    },
  );

  it('are the rows and, for everything else, the description, and nothing more', () => {
    expect(routes).toHaveLength(rows.length + 1);
    expect(routeOf('$default')?.AuthorizationType).toBe('NONE');
    expect(functionBehind(routeOf('$default')?.Target)).toMatch(/^FunctionsDescription/);
  });
});

describe('the gateway', () => {
  it('checks tokens of the user pool that were made for the app client', () => {
    closed.template.hasResourceProperties('AWS::ApiGatewayV2::Authorizer', {
      AuthorizerType: 'JWT',
      JwtConfiguration: {
        Audience: [{ Ref: Match.stringLikeRegexp('Client') }],
        Issuer: {
          'Fn::Join': ['', ['https://cognito-idp.', { Ref: 'AWS::Region' }, '.amazonaws.com/', Match.anyValue()]],
        },
      },
    });
  });

  it('is throttled', () => {
    closed.template.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      DefaultRouteSettings: { ThrottlingBurstLimit: 100, ThrottlingRateLimit: 50 },
    });
  });

  it('answers other origins only when the console has one', () => {
    closed.template.hasResourceProperties('AWS::ApiGatewayV2::Api', { CorsConfiguration: Match.absent() });
    open.template.hasResourceProperties('AWS::ApiGatewayV2::Api', {
      CorsConfiguration: Match.objectLike({ AllowOrigins: [consoleOrigin] }),
    });
  });
});

describe('sign-in', () => {
  it('is a pool of the Essentials plan that cannot be deleted and does not tell Ann from ann', () => {
    closed.template.hasResource('AWS::Cognito::UserPool', {
      DeletionPolicy: 'Retain',
      Properties: {
        UserPoolTier: 'ESSENTIALS',
        DeletionProtection: 'ACTIVE',
        UsernameAttributes: ['email'],
        UsernameConfiguration: { CaseSensitive: false },
        MfaConfiguration: 'OPTIONAL',
        EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
        LambdaConfig: { PreSignUp: Match.anyValue(), PreTokenGenerationConfig: { LambdaVersion: 'V2_0' } },
      },
    });
  });

  it('hands tokens of a quarter of an hour to a client without a secret that may not write the sign-in name', () => {
    closed.template.hasResourceProperties('AWS::Cognito::UserPoolClient', {
      GenerateSecret: false,
      AllowedOAuthFlows: ['code'],
      ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
      AccessTokenValidity: 15,
      TokenValidityUnits: { AccessToken: 'minutes' },
      WriteAttributes: ['locale'],
    });
  });

  it('has pages with a look, and returns to the console where there is one', () => {
    closed.template.hasResourceProperties('AWS::Cognito::UserPoolDomain', { ManagedLoginVersion: 2 });
    closed.template.hasResourceProperties('AWS::Cognito::ManagedLoginBranding', { UseCognitoProvidedValues: true });
    open.template.hasResourceProperties('AWS::Cognito::UserPoolClient', {
      CallbackURLs: Match.arrayWith([`${consoleOrigin}/`]),
    });
  });

  it('mails through SES once a sender is named', () => {
    closed.template.hasResourceProperties('AWS::Cognito::UserPool', { EmailConfiguration: Match.absent() });
    open.template.hasResourceProperties('AWS::Cognito::UserPool', {
      EmailConfiguration: Match.objectLike({ EmailSendingAccount: 'DEVELOPER', From: 'Muster <muster@example.org>' }),
    });
  });
});

describe('the settings', () => {
  it('carry the stage into the environment and mail the alarms to whom they name', () => {
    open.template.allResourcesProperties('AWS::Lambda::Function', {
      Environment: { Variables: Match.objectLike({ STAGE: 'prod' }) },
    });
    open.template.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'email', Endpoint: 'lead@example.org' });
    closed.template.resourcePropertiesCountIs('AWS::SNS::Subscription', { Protocol: 'email' }, 0);
  });

  it('stop the synth with the name of the setting when they are not usable', () => {
    expect(() => synthesize({ consoleOrigin: 'https://muster.example.org/console' })).toThrow(
      /consoleOrigin: must be an origin/,
    );
    expect(() => synthesize({ firstLead: 'somebody' })).toThrow(/firstLead/);
    expect(() => synthesize({ throttleRate: 'fast' })).toThrow(/throttleRate/);
  });
});
