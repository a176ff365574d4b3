/** The console in AWS: a private bucket behind a CDN that also fronts the API, so that page and API are one origin. */
import { Aws, Duration, Fn, RemovalPolicy } from 'aws-cdk-lib';
import type { HttpApi as GatewayApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  OriginRequestPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  S3OriginAccessControl,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Settings } from '../settings.ts';
import { acknowledge } from './acknowledge.ts';

/** A browser that has seen the site speaks TLS to it for this long. */
const strictTransport = Duration.days(365);

/**
 * What the page may do: load and call its own origin and the issuer's, nothing else. No inline script, no inline style.
 * Compiling WebAssembly (the scanner's) is no evaluating of text. `issuers`: origins of sign-in.
 */
export function contentSecurityPolicy(issuers: readonly string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    ['connect-src', "'self'", ...issuers].join(' '),
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Addresses of screens mean the page; what ends like a file of the build means that file. */
const pageForScreens = `function handler(event) {
  var request = event.request;
  if (!/\\.(html|js|css|json|webmanifest|svg|png|wasm|woff2)$/.test(request.uri)) request.uri = '/index.html';
  return request;
}`;

export interface ConsoleSiteProps {
  readonly settings: Settings;
  readonly api: GatewayApi;
  /** Address of the sign-in pages, which also give the tokens. */
  readonly signInUrl: string;
}

export class ConsoleSite extends Construct {
  readonly bucket: Bucket;
  /** `https://` and the host that the CDN gives; a host of one's own is in `consoleOrigin`. */
  readonly origin: string;
  /** CloudFront wants names that are unique in an account, so they carry the stage. */
  private readonly named: (what: string) => string;

  constructor(scope: Construct, id: string, props: ConsoleSiteProps) {
    super(scope, id);
    this.named = (what) => `muster-${props.settings.stage}-${what}`;
    this.bucket = this.files();
    const distribution = this.distribution(props);
    this.origin = `https://${distribution.distributionDomainName}`;
  }

  private files(): Bucket {
    const bucket = new Bucket(this, 'Files', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      // What is in it can be built again from the sources at any time, but a bucket with files is not deleted by a stack.
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(
      bucket,
      'AwsSolutions-S1',
      'It holds the public files of a page and is read by the CDN alone; a log of that says nothing about anybody.',
    );
    return bucket;
  }

  private headers(id: string, cacheControl: string, signInUrl: string): ResponseHeadersPolicy {
    const issuers = [`https://cognito-idp.${Aws.REGION}.amazonaws.com`, signInUrl];
    return new ResponseHeadersPolicy(this, id, {
      responseHeadersPolicyName: this.named(id),
      securityHeadersBehavior: {
        contentSecurityPolicy: { contentSecurityPolicy: contentSecurityPolicy(issuers), override: true },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
        strictTransportSecurity: { accessControlMaxAge: strictTransport, includeSubdomains: true, override: true },
      },
      customHeadersBehavior: {
        customHeaders: [
          { header: 'cache-control', value: cacheControl, override: true },
          { header: 'cross-origin-opener-policy', value: 'same-origin', override: true },
          { header: 'permissions-policy', value: 'camera=(self), geolocation=(), microphone=()', override: true },
        ],
      },
    });
  }

  private distribution({ settings, api, signInUrl }: ConsoleSiteProps): Distribution {
    const originAccessControl = new S3OriginAccessControl(this, 'Access', {
      originAccessControlName: this.named('console'),
    });
    const origin = S3BucketOrigin.withOriginAccessControl(this.bucket, { originAccessControl });
    const toPage = new EdgeFunction(this, 'PageForScreens', {
      functionName: this.named('page-for-screens'),
      code: FunctionCode.fromInline(pageForScreens),
      runtime: FunctionRuntime.JS_2_0,
    });
    const files = { origin, viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS, compress: true };
    const distribution = new Distribution(this, 'Distribution', {
      ...ownHost(this, settings),
      defaultBehavior: {
        ...files,
        // The page and the service worker are asked for anew each time: a new console is there at once, with nothing to invalidate.
        cachePolicy: CachePolicy.CACHING_DISABLED,
        responseHeadersPolicy: this.headers('PageHeaders', 'no-cache', signInUrl),
        functionAssociations: [{ function: toPage, eventType: FunctionEventType.VIEWER_REQUEST }],
      },
      additionalBehaviors: {
        '/assets/*': {
          ...files,
          cachePolicy: CachePolicy.CACHING_OPTIMIZED,
          responseHeadersPolicy: this.headers('AssetHeaders', 'public, max-age=31536000, immutable', signInUrl),
        },
        '/api/*': {
          origin: new HttpOrigin(Fn.select(2, Fn.split('/', api.apiEndpoint))),
          viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
          allowedMethods: AllowedMethods.ALLOW_ALL,
          cachePolicy: CachePolicy.CACHING_DISABLED,
          originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
        },
      },
      httpVersion: HttpVersion.HTTP2_AND_3,
      // Every edge: the programme's countries are in Central Asia and Africa, which the cheaper classes leave out.
      priceClass: PriceClass.PRICE_CLASS_ALL,
    });
    explain(distribution);
    return distribution;
  }
}

/** The host that `consoleOrigin` names, where there is a certificate for it. */
function ownHost(scope: Construct, { consoleOrigin, consoleCertificate }: Settings) {
  if (consoleOrigin === '' || consoleCertificate === '') return {};
  const certificate = Certificate.fromCertificateArn(scope, 'Certificate', consoleCertificate);
  const minimumProtocolVersion = SecurityPolicyProtocol.TLS_V1_2_2021;
  return { domainNames: [new URL(consoleOrigin).host], certificate, minimumProtocolVersion };
}

function explain(distribution: Distribution): void {
  acknowledge(
    distribution,
    'AwsSolutions-CFR1',
    'Members travel, and the page itself holds nothing: who may see what is decided by the API.',
  );
  acknowledge(
    distribution,
    'AwsSolutions-CFR2',
    'The gateway throttles and only members get past sign-in; a firewall can be put in front where a programme wants one.',
  );
  acknowledge(
    distribution,
    'AwsSolutions-CFR3',
    'Who asks for what is in the access log of the gateway, without addresses of people.',
  );
  acknowledge(
    distribution,
    'AwsSolutions-CFR4',
    'Without a certificate of its own the host is CloudFront’s, whose viewers choose TLS; with one, TLS 1.2 is the least.',
  );
}
