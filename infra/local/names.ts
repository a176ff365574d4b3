/** Gives every resource of the template the name, ARN and address that it has on one machine. */
import type { Assembly } from './assembly.ts';
import { type Attributes, account } from './intrinsics.ts';
import { ignoredTypes } from './resources.ts';

export interface Addresses {
  /** `http://localhost:<port>`: API, control surface and sign-in. */
  readonly origin: string;
  /** Where the SDKs of the functions are pointed at. */
  readonly endpoint: string;
  /** The issuer that stands in for a user pool. */
  readonly issuer: string;
}

/** Physical name: the stack's and the logical id, so it stays the same from start to start. */
export const physicalName = (stackName: string, logicalId: string): string => `${stackName}-${logicalId}`;

export const queueArn = (region: string, name: string): string => `arn:aws:sqs:${region}:${account}:${name}`;
export const tableArn = (region: string, name: string): string => `arn:aws:dynamodb:${region}:${account}:table/${name}`;
export const topicArn = (region: string, name: string): string => `arn:aws:sns:${region}:${account}:${name}`;
/** The stream of a table; the engine's own name for it changes with every new table. */
export const streamArn = (region: string, table: string): string => `${tableArn(region, table)}/stream/local`;
export const identityArn = (region: string, name: string): string =>
  `arn:aws:ses:${region}:${account}:identity/${name}`;
export const configurationSetArn = (region: string, name: string): string =>
  `arn:aws:ses:${region}:${account}:configuration-set/${name}`;
export const functionArn = (region: string, name: string): string =>
  `arn:aws:lambda:${region}:${account}:function:${name}`;
export const poolId = (region: string, logicalId: string): string => `${region}_${logicalId}`;

/** A host as a CDN gives it; wherever an address of it stands, `createRewrite` puts the origin here. */
const cdnHost = (logicalId: string): string => `${logicalId.toLowerCase()}.cloudfront.net`;

/** The name a queue or table carries: what the template asks for, else one made from its logical id. */
function ownName(assembly: Assembly, logicalId: string): string {
  const properties = assembly.resources.get(logicalId)?.properties ?? {};
  for (const key of ['QueueName', 'TableName', 'FunctionName', 'RoleName', 'TopicName']) {
    const name = properties[key];
    if (typeof name === 'string') return name;
  }
  const name = physicalName(assembly.stackName, logicalId);
  return properties.FifoQueue === true ? `${name}.fifo` : name;
}

/** What Ref and Fn::GetAtt give here. Types that do not run answer with readable placeholders. */
export function createAttributes(assembly: Assembly, addresses: Addresses): Attributes {
  const { region } = assembly;
  const values = (logicalId: string, type: string): Record<string, unknown> => {
    const name = ownName(assembly, logicalId);
    switch (type) {
      case 'AWS::Lambda::Function':
        return { Ref: name, Arn: functionArn(region, name) };
      case 'AWS::DynamoDB::GlobalTable':
      case 'AWS::DynamoDB::Table':
        return { Ref: name, Arn: tableArn(region, name), StreamArn: streamArn(region, name) };
      case 'AWS::SQS::Queue': {
        const url = `${addresses.endpoint}/${account}/${name}`;
        return { Ref: url, QueueUrl: url, QueueName: name, Arn: queueArn(region, name) };
      }
      case 'AWS::SNS::Topic': {
        const arn = topicArn(region, name);
        return { Ref: arn, TopicArn: arn, TopicName: name };
      }
      case 'AWS::SES::ConfigurationSet':
        return { Ref: name };
      case 'AWS::IAM::Role':
        return { Ref: name, Arn: `arn:aws:iam::${account}:role/${name}`, RoleId: logicalId };
      case 'AWS::ApiGatewayV2::Api':
        return { Ref: logicalId, ApiId: logicalId, ApiEndpoint: addresses.origin };
      case 'AWS::CloudFront::Distribution':
        return { Ref: logicalId, DomainName: cdnHost(logicalId) };
      case 'AWS::Cognito::UserPool': {
        const id = poolId(region, logicalId);
        const provider = `cognito-idp.${region}.amazonaws.com/${id}`;
        return {
          Ref: id,
          UserPoolId: id,
          Arn: `arn:aws:cognito-idp:${region}:${account}:userpool/${id}`,
          ProviderName: provider,
          ProviderURL: addresses.issuer,
        };
      }
      case 'AWS::Cognito::UserPoolClient':
        return { Ref: logicalId, ClientId: logicalId };
      default:
        return { Ref: logicalId };
    }
  };
  return (logicalId, attribute) => {
    const type = assembly.resources.get(logicalId)?.type ?? '';
    const known = values(logicalId, type)[attribute ?? 'Ref'];
    if (known !== undefined) return known;
    const service = type.split('::')[1]?.toLowerCase() ?? 'unknown';
    if (attribute === 'Arn') return `arn:aws:${service}:${region}:${account}:${logicalId}`;
    return type in ignoredTypes ? `${logicalId}.${attribute}` : undefined;
  };
}

/** Replaces the address of a user pool by the issuer here, and that of a CDN by the origin here, wherever they stand in a text. */
export function createRewrite(assembly: Assembly, { issuer, origin }: Addresses): (text: string) => string {
  const all = [...assembly.resources.values()];
  const pools = all
    .filter((one) => one.type === 'AWS::Cognito::UserPool')
    .map((pool) => poolId(assembly.region, pool.logicalId));
  const hosts = all.filter((one) => one.type === 'AWS::CloudFront::Distribution').map((one) => cdnHost(one.logicalId));
  const replaced = [
    ...pools.map((pool) => [`https://cognito-idp.${assembly.region}.amazonaws.com/${pool}`, issuer] as const),
    ...hosts.map((host) => [`https://${host}`, origin] as const),
  ];
  return (text) => replaced.reduce((result, [address, here]) => result.replaceAll(address, here), text);
}
