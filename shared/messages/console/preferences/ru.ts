/** What the screens of `preferences` say in Russian. */
import type { messages as en } from './en.ts';

export const messages: Readonly<Record<keyof typeof en, string>> = {
  'preferences.title': 'Мои уведомления',
  'preferences.lead': 'По почте, об учреждениях, за которые вы отвечаете.',
  'preferences.mailbox': 'Письма вам возвращаются с {when}. Сохраните, чтобы попробовать снова.',
  'preferences.language': 'Язык писем',
  'preferences.language.mine': 'Как указал руководитель программы',
  'preferences.when': 'Когда',
  'preferences.at-once': 'Сразу, если срочно',
  'preferences.at-once.hint': 'Выкл.: срочное ждёт ежедневной сводки.',
  'preferences.digest': 'Ежедневная сводка',
  'preferences.digest.hint': 'Выкл.: несрочное не присылается.',
  'preferences.level': 'Начиная с уровня',
  'preferences.level.hint': 'Менее важное не присылается.',
  'preferences.kinds': 'О чём',
  'preferences.uncovered':
    'Больше никто не узнает о критическом в одном из ваших учреждений. Оставьте «Сразу» и темы включёнными или сначала назначьте другого получателя.',
  'preferences.saved': 'Сохранено.',
};
