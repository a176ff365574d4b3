/** The key of the topics that AWS itself publishes to: CloudWatch and SES may not use the one that AWS keeps for SNS. */
import { RemovalPolicy } from 'aws-cdk-lib';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';

/** Who publishes. Whether they may is said by the policy of each topic, for this account only. */
const publishers = ['cloudwatch.amazonaws.com', 'ses.amazonaws.com'];

/** Makes the key. Nothing is stored under it, so it may go with the stack. */
export function topicKey(scope: Construct): Key {
  const key = new Key(scope, 'TopicKey', { enableKeyRotation: true, removalPolicy: RemovalPolicy.DESTROY });
  for (const name of publishers) key.grant(new ServicePrincipal(name), 'kms:Decrypt', 'kms:GenerateDataKey*');
  return key;
}
