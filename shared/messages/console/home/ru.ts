/** What the screens of `home` say in Russian. */
import type { messages as en } from './en.ts';

export const messages: Readonly<Record<keyof typeof en, string>> = {
  'home.title': 'Сегодня',
  'home.greeting': 'Здравствуйте, {name}',
  'home.what-now': 'Что требует вашего внимания',
  'home.all-well': 'Сейчас ничего не требуется.',
  'home.alerts':
    '{n, plural, =0 {Открытых оповещений нет} one {# открытое оповещение} few {# открытых оповещения} many {# открытых оповещений} other {# открытого оповещения}}',
  'home.shipments.on-the-way': 'В пути',
  'home.shipments.overdue': 'Опаздывает',
  'home.shipments.planned': 'Запланировано',
  'home.shipments.to-settle': 'Урегулировать',
  'home.short': 'На исходе',
  'home.short.none': 'По всему списку запасов достаточно.',
  'home.coming': 'Ожидается',
  'home.coming.none': 'Поставок не ожидается.',
  'home.coming.from': 'Откуда: {name}',
  'home.coming.expected': 'Ожидается {day}',
  'home.due': 'К сроку',
  'home.due.report': 'Отчёт о запасах',
  'home.due.last-report': 'Последний отчёт: {day}',
  'home.due.no-report': 'Отчётов ещё нет',
  'home.due.guidance':
    '{n, plural, =0 {Все рекомендации прочитаны} one {Прочитать рекомендации: #} few {Прочитать рекомендации: #} many {Прочитать рекомендации: #} other {Прочитать рекомендации: #}}',
  'home.worst': 'Где хуже всего',
  'home.worst.none': 'Нигде ничего не заканчивается.',
  'home.evaluated.late': 'Оценка запаздывает: данные на {when}.',
  'home.all': 'Показать всё',
};
