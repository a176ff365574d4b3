/** Reads what a deployment may choose from the CDK context, so that a typing mistake stops the synth with a sentence. */
import type { Node } from 'constructs';
import * as z from 'zod';

const originUrl = z
  .string()
  .regex(
    /^https:\/\/[^/]+$|^http:\/\/localhost(:\d+)?$/,
    'must be an origin such as https://muster.example.org, without a path',
  );
const wholeNumber = z.coerce.number().int().min(1);
const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]);

const settingsSchema = z.object({
  /** Names the deployment in logs, metrics and the stack's name. */
  stage: z
    .string()
    .regex(/^[a-z][a-z0-9]{0,11}$/, 'must be 1 to 12 small letters and digits, a letter first')
    .default('dev'),
  /** Mail address of the person who counts as programme-wide lead while there is none. */
  firstLead: z.email().or(z.literal('')).default(''),
  /** A host of one's own for the console, or one on a developer's machine: sign-in returns there too, and it may call the API. */
  consoleOrigin: originUrl.or(z.literal('')).default(''),
  /** ARN of a certificate in us-east-1 for the host of `consoleOrigin`. */
  consoleCertificate: z
    .string()
    .regex(/^arn:[^:]+:acm:us-east-1:\d{12}:certificate\//, 'must be the ARN of a certificate in us-east-1')
    .or(z.literal(''))
    .default(''),
  /** A sender verified in SES; without one Cognito's own sender is used (50 mails a day). */
  mailFrom: z.email().or(z.literal('')).default(''),
  /** Who is mailed when an alarm goes off. */
  alarmMail: z.email().or(z.literal('')).default(''),
  /** Requests a second that the API takes in the long run. */
  throttleRate: wholeNumber.default(50),
  /** Requests that the API takes at once. */
  throttleBurst: wholeNumber.default(100),
  logLevel: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
  /** false leaves a placeholder in place of the functions' code, for tests of the template. */
  bundle: flag.default(true),
});

export type Settings = z.output<typeof settingsSchema>;

/** The settings of an app, from its context. Throws with the name of each setting that is not usable. */
export function readSettings(node: Node): Settings {
  const given = Object.fromEntries(Object.keys(settingsSchema.shape).map((key) => [key, node.tryGetContext(key)]));
  const result = settingsSchema.safeParse(given);
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`These context settings are not usable:\n${lines.join('\n')}`);
}
