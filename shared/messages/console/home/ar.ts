/** What the screens of `home` say in Arabic. */
import type { messages as en } from './en.ts';

export const messages: Readonly<Record<keyof typeof en, string>> = {
  'home.title': 'اليوم',
  'home.greeting': 'طاب يومك، {name}',
  'home.what-now': 'ما يحتاج إليك الآن',
  'home.all-well': 'لا شيء يحتاج إليك الآن.',
  'home.alerts':
    '{n, plural, zero {لا تنبيهات مفتوحة} one {تنبيه واحد مفتوح} two {تنبيهان مفتوحان} few {# تنبيهات مفتوحة} many {# تنبيهًا مفتوحًا} other {# تنبيه مفتوح}}',
  'home.shipments.on-the-way': 'في الطريق',
  'home.shipments.overdue': 'متأخرة',
  'home.shipments.planned': 'مخططة',
  'home.shipments.to-settle': 'للتسوية',
  'home.short': 'أوشك على النفاد',
  'home.short.none': 'كل ما في القائمة بمستوى جيد.',
  'home.coming': 'قادم',
  'home.coming.none': 'لا شحنات معلن عنها.',
  'home.coming.from': 'من {name}',
  'home.coming.expected': 'متوقعة يوم {day}',
  'home.due': 'مستحق',
  'home.due.report': 'تقرير المخزون',
  'home.due.last-report': 'آخر تقرير: {day}',
  'home.due.no-report': 'لا تقارير بعد',
  'home.due.guidance':
    '{n, plural, zero {كل الإرشادات مقروءة} one {إرشاد واحد للقراءة} two {إرشادان للقراءة} few {# إرشادات للقراءة} many {# إرشادًا للقراءة} other {# إرشاد للقراءة}}',
  'home.worst': 'حيث الوضع أسوأ',
  'home.worst.none': 'لا ينقص أي مكان شيء.',
  'home.evaluated.late': 'تأخر التقييم: هذه الأرقام من {when}.',
  'home.all': 'عرض الكل',
};
