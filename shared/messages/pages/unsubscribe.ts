/** What the page says by which a member leaves the daily digest. */
import type { Language } from '../locales.ts';

export interface UnsubscribeMessages {
  readonly title: string;
  readonly question: string;
  readonly button: string;
  readonly done: string;
}

export const unsubscribeMessages: Readonly<Record<Language, UnsubscribeMessages>> = {
  en: {
    title: 'Supplies: daily digest',
    question: 'Do you want to stop the daily digest by mail?',
    button: 'Stop the digest',
    done: 'You get no more daily digests. Urgent mails still come. You can turn the digest on again where you choose what you are told about.',
  },
  fr: {
    title: 'Approvisionnement : résumé du jour',
    question: 'Voulez-vous ne plus recevoir le résumé du jour par courriel ?',
    button: 'Arrêter le résumé',
    done: 'Vous ne recevrez plus de résumé du jour. Les messages urgents continuent d’arriver. Vous pouvez rétablir le résumé là où vous choisissez vos messages.',
  },
  ar: {
    title: 'الإمدادات: الملخص اليومي',
    question: 'هل تريد إيقاف الملخص اليومي بالبريد الإلكتروني؟',
    button: 'إيقاف الملخص',
    done: 'لن يصلك الملخص اليومي بعد الآن. تصلك الرسائل العاجلة كالمعتاد. يمكنك تشغيل الملخص من جديد حيث تختار ما تريد أن نُعلمك به.',
  },
  ru: {
    title: 'Снабжение: сводка за день',
    question: 'Отключить сводку за день по почте?',
    button: 'Отключить сводку',
    done: 'Сводка за день больше не будет приходить. Срочные сообщения приходят по-прежнему. Сводку можно снова включить там, где вы выбираете, о чём вам сообщать.',
  },
  kk: {
    title: 'Жабдықтау: күнделікті шолу',
    question: 'Поштаға келетін күнделікті шолуды тоқтатқыңыз келе ме?',
    button: 'Шолуды тоқтату',
    done: 'Күнделікті шолу енді келмейді. Шұғыл хаттар бұрынғыдай келе береді. Шолуды не туралы хабарлау керегін таңдайтын жерден қайта қоса аласыз.',
  },
};
