/** The one way to accept a finding of cdk-nag: on the construct that it concerns, with the reason. */
import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Accepts the finding `rule` (such as `AwsSolutions-IAM5[Resource::*]`) on `construct` and what is below it.
 * `reason` is a sentence that a security reviewer can judge.
 */
export function acknowledge(construct: IConstruct, rule: string, reason: string): void {
  Validations.of(construct).acknowledge({ id: rule, reason });
}
