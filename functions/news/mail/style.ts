/** Colours of mails: inline for every mail program, and once more for those that know dark mode. */
import type { Pressure } from '#shared/messages/mail/sentences.ts';

/** Each pair of text and ground has a contrast of at least 4.5. */
export const light = {
  page: '#eef0f3',
  card: '#ffffff',
  text: '#1b1f24',
  muted: '#55606d',
  line: '#d5dae0',
  link: '#0a58a8',
  warning: '#fff3d6',
} as const;

const dark = {
  page: '#101317',
  card: '#1c2127',
  text: '#eceff2',
  muted: '#a8b3bf',
  line: '#39424c',
  link: '#9cc9ff',
  warning: '#3b3010',
} as const;

/** Ink of the level's word and of the edge of its card. */
export const inks: Readonly<Record<Pressure, string>> = {
  critical: '#a8121a',
  high: '#a44300',
  medium: '#735400',
  low: '#2f5580',
  clear: '#17663a',
};

const darkInks: Readonly<Record<Pressure, string>> = {
  critical: '#ff9c96',
  high: '#ffb27d',
  medium: '#f1cf6c',
  low: '#a9caf5',
  clear: '#8ed8a8',
};

const inkRules = (Object.entries(darkInks) as [Pressure, string][])
  .map(([pressure, ink]) => `.${pressure}{color:${ink}!important;border-color:${ink}!important}`)
  .join('');

/** The one style sheet of a mail. */
export const styleSheet = [
  ':root{color-scheme:light dark;supported-color-schemes:light dark}',
  'a{text-decoration:underline}',
  '@media (prefers-color-scheme:dark){',
  `.page{background:${dark.page}!important;color:${dark.text}!important}`,
  `.card{background:${dark.card}!important;color:${dark.text}!important}`,
  `.text{color:${dark.text}!important}.muted{color:${dark.muted}!important}`,
  `.line{border-color:${dark.line}!important}.warning{background:${dark.warning}!important;color:${dark.text}!important}`,
  `.link{color:${dark.link}!important}`,
  inkRules,
  '}',
].join('');
