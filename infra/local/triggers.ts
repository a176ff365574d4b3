/** Calls the user pool's triggers with events of Cognito's shape, and says who somebody is and what their token carries. */
import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Lambda } from './lambda.ts';
import type { Model } from './model.ts';
import { poolId } from './names.ts';
import type { SignInStore } from './sign-in-store.ts';

/** A sign-in that a trigger refused; the message is the trigger's own, as Cognito shows it. */
export class SignInRefused extends Error {
  override readonly name = 'SignInRefused';
}

export type TokenSource = 'TokenGeneration_HostedAuth' | 'TokenGeneration_RefreshTokens';

export interface Triggers {
  /** Signs a person up on their first visit (PreSignUp) and answers their subject. Throws `SignInRefused`. */
  admit(member: string): Promise<string>;
  /** Claims that PreTokenGeneration adds to, or takes (undefined) from, an access token. Throws `SignInRefused`. */
  tokenClaims(member: string, source: TokenSource, scopes: readonly string[]): Promise<Record<string, unknown>>;
}

/** Sign-in names are case-insensitive. */
export const normalize = (member: string): string => member.trim().toLowerCase();

/** The subject of a member: the same in every data folder, so that tokens of yesterday still fit today's rows. */
export function subjectOf(member: string): string {
  const hex = createHash('sha256')
    .update(`sub:${normalize(member)}`)
    .digest('hex');
  const variant = ((Number.parseInt(hex[16] ?? '0', 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const tokenAnswer = z.object({
  response: z.object({
    claimsAndScopeOverrideDetails: z
      .object({
        accessTokenGeneration: z
          .object({
            claimsToAddOrOverride: z.record(z.string(), z.unknown()).nullish(),
            claimsToSuppress: z.array(z.string()).nullish(),
            scopesToAdd: z.array(z.string()).nullish(),
            scopesToSuppress: z.array(z.string()).nullish(),
          })
          .nullish(),
      })
      .nullish(),
  }),
});

/** The triggers of the template's user pool, if it has one. */
export function createTriggers(model: Model, lambda: Lambda, store: SignInStore, clientId: string): Triggers {
  const pool = model.find('AWS::Cognito::UserPool')[0];
  const config = pool?.properties.LambdaConfig ?? {};
  const preToken = config.PreTokenGenerationConfig?.LambdaArn;

  const invoke = async (trigger: string, arn: string, event: object): Promise<unknown> => {
    const outcome = await lambda.invoke(arn, event);
    if (outcome.ok) return JSON.parse(outcome.payload);
    throw new SignInRefused(`${trigger} failed with error ${outcome.failure.errorMessage}`);
  };
  const common = (member: string, version: string, triggerSource: string): object => ({
    version,
    region: model.assembly.region,
    userPoolId: poolId(model.assembly.region, pool?.logicalId ?? 'none'),
    userName: subjectOf(member),
    callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId },
    triggerSource,
  });

  return {
    async admit(name) {
      const member = normalize(name);
      const sub = subjectOf(member);
      if (store.memberOf(sub) !== undefined) return sub;
      if (config.PreSignUp !== undefined) {
        await invoke('PreSignUp', config.PreSignUp, {
          ...common(member, '1', 'PreSignUp_SignUp'),
          request: { userAttributes: { email: member }, validationData: null },
          response: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
        });
      }
      store.addMember(sub, member);
      return sub;
    },

    async tokenClaims(name, source, scopes) {
      if (preToken === undefined) return {};
      const member = normalize(name);
      const answer = await invoke('PreTokenGeneration', preToken, {
        ...common(member, '2', source),
        request: {
          userAttributes: {
            sub: subjectOf(member),
            email: member,
            email_verified: 'true',
            'cognito:user_status': 'CONFIRMED',
          },
          groupConfiguration: { groupsToOverride: [], iamRolesToOverride: [], preferredRole: null },
          scopes,
        },
        response: { claimsAndScopeOverrideDetails: null },
      });
      const parsed = tokenAnswer.safeParse(answer);
      if (!parsed.success) throw new SignInRefused('PreTokenGeneration answered what Cognito does not understand.');
      const change = parsed.data.response.claimsAndScopeOverrideDetails?.accessTokenGeneration;
      const kept = scopes.filter((scope) => !change?.scopesToSuppress?.includes(scope));
      return {
        scope: [...kept, ...(change?.scopesToAdd ?? [])].join(' '),
        ...change?.claimsToAddOrOverride,
        ...Object.fromEntries((change?.claimsToSuppress ?? []).map((claim) => [claim, undefined])),
      };
    },
  };
}
