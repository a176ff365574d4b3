/** The console is reached over HTTPS alone, from a bucket that nobody else reads, with the API on the same origin. */
import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy as here } from '../../infra/local/console-files.ts';
import { synthesize } from './synthesized.ts';

const { template, ofType } = synthesize();
const certificate = 'arn:aws:acm:us-east-1:111122223333:certificate/00000000-0000-4000-8000-000000000000';

const [distribution] = ofType('AWS::CloudFront::Distribution').map(([, one]) =>
  Object(one.Properties.DistributionConfig),
);

/** Text of the security policy with its references left out. */
function policies(): string[] {
  return ofType('AWS::CloudFront::ResponseHeadersPolicy').map(([, { Properties }]) => {
    const security = Object(Properties.ResponseHeadersPolicyConfig).SecurityHeadersConfig;
    const parts: unknown[] = security.ContentSecurityPolicy.ContentSecurityPolicy['Fn::Join'][1];
    return parts.map((part) => (typeof part === 'string' ? part : '<>')).join('');
  });
}

describe('the files of the console', () => {
  it('lie in a bucket that is closed to everybody but the CDN', () => {
    template.hasResourceProperties('AWS::S3::Bucket', {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    });
    template.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
          Match.objectLike({
            Action: 's3:GetObject',
            Effect: 'Allow',
            Principal: { Service: 'cloudfront.amazonaws.com' },
            Condition: { StringEquals: { 'AWS:SourceArn': Match.anyValue() } },
          }),
        ]),
      },
    });
    template.resourceCountIs('AWS::CloudFront::OriginAccessControl', 1);
  });

  it('come with the same strict policy as on one machine, and may besides call the issuer alone', () => {
    const issuers = ' https://cognito-idp.<>.amazonaws.com https://<>.auth.<>.amazoncognito.com';
    expect(policies()).toHaveLength(2);
    for (const policy of policies()) {
      expect(policy).not.toMatch(/unsafe-inline|unsafe-eval'(?<!wasm-unsafe-eval')|\*/);
      expect(policy.replace(issuers, '')).toBe(here);
    }
  });

  it('are kept for ever where their names change with their content, and asked for anew otherwise', () => {
    const caching = ofType('AWS::CloudFront::ResponseHeadersPolicy').map(([id, { Properties }]) => {
      const headers: { Header: string; Value: string }[] = Object(Properties.ResponseHeadersPolicyConfig)
        .CustomHeadersConfig.Items;
      return [id.includes('Asset'), headers.find(({ Header }) => Header === 'cache-control')?.Value];
    });
    expect(Object.fromEntries(caching)).toEqual({ true: 'public, max-age=31536000, immutable', false: 'no-cache' });
    expect(distribution.CacheBehaviors[0]).toMatchObject({ PathPattern: '/assets/*' });
  });
});

describe('the names that CloudFront demands', () => {
  it('carry the stage, so that two stages fit into one account', () => {
    const names = (stage: string): string[] => {
      const { ofType: of } = synthesize({ stage });
      return [
        ...of('AWS::CloudFront::Function').map(([, one]) => String(one.Properties.Name)),
        ...of('AWS::CloudFront::ResponseHeadersPolicy').map(([, one]) =>
          String(Object(one.Properties.ResponseHeadersPolicyConfig).Name),
        ),
        ...of('AWS::CloudFront::OriginAccessControl').map(([, one]) =>
          String(Object(one.Properties.OriginAccessControlConfig).Name),
        ),
      ];
    };
    const [one, other] = [names('one'), names('other')];
    expect(new Set(one).size).toBe(4);
    expect(one.filter((name) => other.includes(name))).toEqual([]);
  });
});

describe('the addresses of the console', () => {
  it('are HTTPS, and the API lies below the same one and is never kept', () => {
    expect(distribution.DefaultCacheBehavior.ViewerProtocolPolicy).toBe('redirect-to-https');
    expect(distribution.CacheBehaviors[1]).toMatchObject({
      PathPattern: '/api/*',
      ViewerProtocolPolicy: 'https-only',
      AllowedMethods: expect.arrayContaining(['PUT', 'POST', 'DELETE']),
      CachePolicyId: distribution.DefaultCacheBehavior.CachePolicyId,
    });
  });

  it('of screens mean the page, with dots in them too; files mean themselves', () => {
    const code = String(ofType('AWS::CloudFront::Function')[0]?.[1].Properties.FunctionCode);
    const uriOf = (uri: string): unknown => new Function(`${code}; return handler`)()({ request: { uri } }).uri;
    for (const screen of [
      '/',
      '/queue',
      '/facilities/UG-LUZIRA-UPPER/stock',
      '/alerts/UG-A~shortage~soap~2026-11-21T00:15:00.000Z',
    ])
      expect(uriOf(screen)).toBe('/index.html');
    for (const file of ['/sw.js', '/assets/index-abc.css', '/manifest.webmanifest']) expect(uriOf(file)).toBe(file);
  });

  it('are where sign-in returns to and where mails lead, with no other host beside them', () => {
    template.hasResourceProperties('AWS::Cognito::UserPoolClient', {
      CallbackURLs: [{ 'Fn::Join': ['', ['https://', { 'Fn::GetAtt': [Match.anyValue(), 'DomainName'] }, '/']] }],
      LogoutURLs: [{ 'Fn::Join': ['', ['https://', { 'Fn::GetAtt': [Match.anyValue(), 'DomainName'] }, '/']] }],
    });
    template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: {
        Variables: {
          CONSOLE_URL: { 'Fn::Join': ['', ['https://', { 'Fn::GetAtt': [Match.anyValue(), 'DomainName'] }]] },
        },
      },
    });
  });

  it('can be of a host of one’s own, with TLS 1.2 at least', () => {
    const own = synthesize({ consoleOrigin: 'https://muster.example.org', consoleCertificate: certificate });
    own.template.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: {
        Aliases: ['muster.example.org'],
        ViewerCertificate: { AcmCertificateArn: certificate, MinimumProtocolVersion: 'TLSv1.2_2021' },
      },
    });
    own.template.hasResourceProperties('AWS::Cognito::UserPoolClient', {
      CallbackURLs: Match.arrayWith(['https://muster.example.org/']),
    });
  });
});
