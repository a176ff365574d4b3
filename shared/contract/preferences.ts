/** What a member wants to be told: channels, language, kinds and a minimum level. */
import * as z from 'zod';
import { alertKinds, alertLevels } from '../domain/alerts/alert.ts';
import { mailboxMarks } from '../domain/members/mailbox.ts';
import { language } from './common.ts';
import { at } from './times.ts';

export const preferencesBody = z.strictObject({
  channels: z
    .strictObject({
      atOnce: z.boolean().meta({ description: 'Off: what is urgent waits for the digest.' }),
      digest: z.boolean().meta({ description: 'Off: what is not urgent is not told.' }),
    })
    .meta({ id: 'Channels' }),
  locale: language.optional().meta({ description: 'Language of mails; absent: that of your member record.' }),
  mutedKinds: z
    .array(z.enum(alertKinds))
    .max(alertKinds.length)
    .refine((kinds) => new Set(kinds).size === kinds.length, {
      error: 'Name each kind once.',
      params: { code: 'kinds.duplicate' },
    }),
  minimumLevel: z.enum(alertLevels).meta({ description: 'What is milder is not told.' }),
});
export type PreferencesBody = z.output<typeof preferencesBody>;

export const preferencesAnswer = z
  .strictObject({
    ...preferencesBody.shape,
    locale: z.string().nullable(),
    revision: z.int().min(0).meta({ description: '0 while you never said anything, and the defaults hold.' }),
  })
  .meta({
    id: 'Preferences',
    description: 'What is passed up to you, and critical alerts that no other lead hears of, reach you all the same.',
  });
export type PreferencesAnswer = z.output<typeof preferencesAnswer>;

export const mailbox = z
  .strictObject({ mark: z.enum(mailboxMarks), at })
  .meta({ id: 'Mailbox', description: 'Mail came back, or its owner complained: none is sent until it is cleared.' });

export const preferencesExample = {
  channels: { atOnce: true, digest: true },
  locale: 'en-UG',
  mutedKinds: ['overstock'],
  minimumLevel: 'medium',
} satisfies PreferencesBody;
