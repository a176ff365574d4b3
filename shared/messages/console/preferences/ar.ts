/** What the screens of `preferences` say in Arabic. */
import type { messages as en } from './en.ts';

export const messages: Readonly<Record<keyof typeof en, string>> = {
  'preferences.title': 'ما يصلني من إشعارات',
  'preferences.lead': 'بالبريد، عن الأماكن التي تعمل لأجلها.',
  'preferences.mailbox': 'البريد المرسل إليك يُرد منذ {when}. احفظ لنحاول من جديد.',
  'preferences.language': 'لغة الرسائل',
  'preferences.language.mine': 'كما حددها مسؤول البرنامج',
  'preferences.when': 'متى',
  'preferences.at-once': 'فوراً عند الاستعجال',
  'preferences.at-once.hint': 'عند الإيقاف: ينتظر العاجل الملخص اليومي.',
  'preferences.digest': 'ملخص يومي',
  'preferences.digest.hint': 'عند الإيقاف: لا يُرسل ما ليس عاجلاً.',
  'preferences.level': 'ابتداءً من أي درجة',
  'preferences.level.hint': 'ما هو أخف لا يُرسل.',
  'preferences.kinds': 'عن ماذا',
  'preferences.uncovered':
    'لن يعلم أحد غيرك بما هو حرج في أحد أماكنك. أبقِ «فوراً» والمواضيع مفعّلة، أو اطلب أولاً إبلاغ مسؤول آخر.',
  'preferences.saved': 'تم الحفظ.',
};
