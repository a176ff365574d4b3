/** Sign-in: a Cognito user pool in which only members have a place, and whose tokens carry the member's grants. */
import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  AccountRecovery,
  CfnManagedLoginBranding,
  ClientAttributes,
  FeaturePlan,
  LambdaVersion,
  ManagedLoginVersion,
  Mfa,
  OAuthScope,
  UserPool,
  UserPoolClient,
  UserPoolClientIdentityProvider,
  UserPoolDomain,
  UserPoolEmail,
  UserPoolOperation,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { Settings } from '../settings.ts';
import { acknowledge } from './acknowledge.ts';
import type { Functions } from './functions.ts';

/** The bound for a removed member: after this long the last token that carries the old grants has ended. */
const accessTokenValidity = Duration.minutes(15);

/** A storekeeper who was offline for a holiday need not sign in again; every refresh reads the member's grants anew. */
const refreshTokenValidity = Duration.days(30);

const passwordLength = 10;

export interface IdentityProps {
  readonly settings: Settings;
  readonly functions: Functions;
  /** Origin of the console as deployed: sign-in returns there. */
  readonly consoleOrigin: string;
}

export class Identity extends Construct {
  readonly userPool: UserPool;
  readonly clientId: string;
  readonly issuer: string;
  /** Address of the sign-in pages. */
  readonly signInUrl: string;

  constructor(scope: Construct, id: string, props: IdentityProps) {
    super(scope, id);
    this.userPool = this.pool(props);
    const client = this.client(props);
    this.clientId = client.userPoolClientId;
    this.issuer = `https://cognito-idp.${Aws.REGION}.amazonaws.com/${this.userPool.userPoolId}`;
    this.signInUrl = this.signInPages(props.settings, client);
  }

  private pool({ settings, functions }: IdentityProps): UserPool {
    const pool = new UserPool(this, 'Members', {
      featurePlan: FeaturePlan.ESSENTIALS,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      autoVerify: { email: true },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      selfSignUpEnabled: true,
      passwordPolicy: {
        minLength: passwordLength,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
      },
      mfa: Mfa.OPTIONAL,
      mfaSecondFactor: { sms: false, otp: true },
      ...(settings.mailFrom === ''
        ? {}
        : {
            email: UserPoolEmail.withSES({ fromEmail: settings.mailFrom, fromName: 'Muster', sesRegion: Aws.REGION }),
          }),
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    pool.addTrigger(UserPoolOperation.PRE_SIGN_UP, functions.named('pre-sign-up'));
    pool.addTrigger(UserPoolOperation.PRE_TOKEN_GENERATION_CONFIG, functions.named('pre-token'), LambdaVersion.V2_0);
    acknowledge(
      pool,
      'AwsSolutions-COG2',
      'Prisons share office PCs and forbid private phones inside: a second factor is offered, and cannot be demanded of everybody.',
    );
    acknowledge(
      pool,
      'AwsSolutions-COG8',
      'The Plus plan is paid per sign-in and watches for bots among strangers; here only listed members can sign up at all.',
    );
    return pool;
  }

  private client({ settings, consoleOrigin }: IdentityProps): UserPoolClient {
    const others = settings.consoleOrigin === '' ? [] : [`${settings.consoleOrigin}/`];
    const pages = [`${consoleOrigin}/`, ...others];
    return new UserPoolClient(this, 'Client', {
      userPool: this.userPool,
      generateSecret: false,
      // No direct flow: tokens come from the sign-in pages alone, and none of them may change the account.
      authFlows: { userPassword: false },
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.EMAIL],
        callbackUrls: pages,
        logoutUrls: pages,
      },
      supportedIdentityProviders: [UserPoolClientIdentityProvider.COGNITO],
      accessTokenValidity,
      idTokenValidity: accessTokenValidity,
      refreshTokenValidity,
      enableTokenRevocation: true,
      preventUserExistenceErrors: true,
      readAttributes: new ClientAttributes().withStandardAttributes({ email: true, emailVerified: true, locale: true }),
      // The address is the sign-in name that grants hang on: whoever could write it could become somebody else.
      writeAttributes: new ClientAttributes().withStandardAttributes({ locale: true }),
    });
  }

  private signInPages(settings: Settings, client: UserPoolClient): string {
    const domain = new UserPoolDomain(this, 'SignIn', {
      userPool: this.userPool,
      // A prefix is unique in a region across all accounts, so it cannot be left to CloudFormation.
      cognitoDomain: { domainPrefix: `muster-${settings.stage}-${Aws.ACCOUNT_ID}` },
      managedLoginVersion: ManagedLoginVersion.NEWER_MANAGED_LOGIN,
    });
    new CfnManagedLoginBranding(this, 'Branding', {
      userPoolId: this.userPool.userPoolId,
      clientId: client.userPoolClientId,
      useCognitoProvidedValues: true,
    });
    return domain.baseUrl();
  }
}
