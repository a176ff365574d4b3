/** What the screens of `home` say in Kazakh, in Cyrillic letters. */
import type { messages as en } from './en.ts';

export const messages: Readonly<Record<keyof typeof en, string>> = {
  'home.title': 'Бүгін',
  'home.greeting': 'Сәлеметсіз бе, {name}',
  'home.what-now': 'Қазір не істеу керек',
  'home.all-well': 'Қазір ештеңе қажет емес.',
  'home.alerts': '{n, plural, =0 {Ашық ескерту жоқ} one {# ашық ескерту} other {# ашық ескерту}}',
  'home.shipments.on-the-way': 'Жолда',
  'home.shipments.overdue': 'Кешігуде',
  'home.shipments.planned': 'Жоспарланған',
  'home.shipments.to-settle': 'Реттеу керек',
  'home.short': 'Таусылуға жақын',
  'home.short.none': 'Тізімдегінің бәрі жеткілікті.',
  'home.coming': 'Күтілуде',
  'home.coming.none': 'Жеткізілім күтілмейді.',
  'home.coming.from': 'Қайдан: {name}',
  'home.coming.expected': 'Күтілетін күні: {day}',
  'home.due': 'Мерзімі',
  'home.due.report': 'Қор есебі',
  'home.due.last-report': 'Соңғы есеп: {day}',
  'home.due.no-report': 'Әлі есеп жоқ',
  'home.due.guidance': '{n, plural, =0 {Барлық нұсқаулық оқылды} one {Оқу керек: #} other {Оқу керек: #}}',
  'home.worst': 'Ең қиын жерлер',
  'home.worst.none': 'Ешбір жерде тапшылық жоқ.',
  'home.evaluated.late': 'Бағалау кешігуде: деректер {when} жағдайына.',
  'home.all': 'Бәрін көрсету',
};
