/** What the teller is handed: the mail service, the words of mails, and the addresses that they link to. */
import { randomBytes } from 'node:crypto';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import * as z from 'zod';
import { readEnv } from '#kit/env.ts';
import { signUnsubscribe } from '#kit/unsubscribe-token.ts';
import { ensureUnsubscribeKey } from '#shared/store/unsubscribe-key.ts';
import { renderMail } from './mail/render-mail.ts';
import { announceDeps, sendOnce } from './news-deps.ts';
import type { TellCountryDeps } from './tell-country.ts';

const mailEnv = z.object({
  STAGE: z.string().min(1),
  MAIL_FROM: z.string().min(1),
  CONFIGURATION_SET: z.string().default(''),
  /** With the base path of the API. */
  API_URL: z.string().min(1),
  CONSOLE_URL: z.string().default(''),
});

const KEY_BYTES = 32;
const newKey = (): string => randomBytes(KEY_BYTES).toString('base64url');
const withoutSlash = (url: string): string => url.replace(/\/+$/, '');

/** The real ones. */
export function tellDeps(): TellCountryDeps {
  const env = readEnv(mailEnv);
  const common = announceDeps();
  return {
    ...common,
    stage: env.STAGE,
    mailRoom: {
      ses: new SESv2Client(sendOnce),
      mailFrom: env.MAIL_FROM,
      configurationSet: env.CONFIGURATION_SET,
      pause: common.table.pause,
    },
    render: renderMail,
    consoleUrl: env.CONSOLE_URL === '' ? null : withoutSlash(env.CONSOLE_URL),
    unsubscribeUrl: async (memberId) => {
      const token = await signUnsubscribe(memberId, await ensureUnsubscribeKey(common.table, newKey));
      return `${withoutSlash(env.API_URL)}/unsubscribe?token=${token}`;
    },
  };
}
