/** What the screens of `preferences` say in Kazakh. */
import type { messages as en } from './en.ts';

export const messages: Readonly<Record<keyof typeof en, string>> = {
  'preferences.title': 'Менің хабарландыруларым',
  'preferences.lead': 'Пошта арқылы, сіз жауап беретін мекемелер туралы.',
  'preferences.mailbox': 'Сізге жіберілген хаттар {when} бері қайтып жатыр. Қайта көру үшін сақтаңыз.',
  'preferences.language': 'Хаттардың тілі',
  'preferences.language.mine': 'Бағдарлама жетекшісі белгілегендей',
  'preferences.when': 'Қашан',
  'preferences.at-once': 'Шұғыл болса, бірден',
  'preferences.at-once.hint': 'Өшірулі: шұғыл хабар күнделікті жинақты күтеді.',
  'preferences.digest': 'Күнделікті жинақ',
  'preferences.digest.hint': 'Өшірулі: шұғыл емес хабар жіберілмейді.',
  'preferences.level': 'Қай деңгейден бастап',
  'preferences.level.hint': 'Одан жеңілі жіберілмейді.',
  'preferences.kinds': 'Не туралы',
  'preferences.uncovered':
    'Мекемелеріңіздің біріндегі өте маңызды жағдайды басқа ешкім білмей қалады. «Бірден» мен тақырыптарды қосулы қалдырыңыз немесе алдымен басқа жетекшіні тағайындаңыз.',
  'preferences.saved': 'Сақталды.',
};
