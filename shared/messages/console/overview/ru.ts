/** What the screens of `overview` say in Russian. */
import type { messages as en } from './en.ts';

export const messages: Readonly<Record<keyof typeof en, string>> = {
  'overview.title': 'Обзор',
  'overview.lead': 'Все доступные вам страны.',
  'overview.never': 'Оценки ещё не было. Зайдите через четверть часа.',
  'overview.late': 'Оценка запаздывает: состояние на {when}.',
  'overview.evaluated': 'Последняя оценка: {when}',
  'overview.none': 'Здесь пока нет учреждений.',
  'overview.sort': 'Порядок',
  'overview.sort.worst': 'Сначала худшие',
  'overview.sort.prepared': 'Сначала наименее готовые',
  'overview.sort.name': 'По названию',
  'overview.more':
    '{n, plural, one {Показать ещё #} few {Показать ещё #} many {Показать ещё #} other {Показать ещё #}}',
  'overview.legend': 'Что значат знаки',
  'overview.place': 'Место',
  'overview.prepared': 'Готовность',
  'overview.prepared.of': '{place}: готовность {score}',
  'overview.no-score': 'недостаточно данных',
  'overview.no-part': 'Нечего оценивать',
  'overview.cell': '{place}, {item}: {status}. {left}',
  'overview.alerts':
    '{n, plural, one {# открытое оповещение} few {# открытых оповещения} many {# открытых оповещений} other {# открытого оповещения}}',
  'overview.trend': 'Изменение с {since}: {points, number}',
  'overview.part.supplies': 'Запасы',
  'overview.part.guidance': 'Рекомендации прочитаны',
  'overview.part.reporting': 'Отчёты о запасах',
  'overview.part.checklist': 'Контрольный лист',
  'overview.reason.nothing-listed': 'Нет списка того, что здесь должно быть.',
  'overview.reason.too-little-reported': 'Вовремя сообщено меньше чем о половине списка.',
  'overview.reason.not-active': 'Это место закрыто.',
  'overview.reason.not-evaluated': 'Ещё не оценивалось.',
  'overview.days': '{first} на {from}, {last} на {to}',
  'overview.days.few': 'По дням: появится, когда будет два дня.',
};
