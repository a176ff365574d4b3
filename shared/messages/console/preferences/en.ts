/** What the screens of `preferences` say in English. */

export const messages = {
  'preferences.title': 'What I am told',
  'preferences.lead': 'By mail, about the places that you work for.',
  'preferences.mailbox': 'Mail to you has come back since {when}. Save to have it tried again.',
  'preferences.language': 'Language of mails',
  'preferences.language.mine': 'As set by your programme lead',
  'preferences.when': 'When',
  'preferences.at-once': 'At once, when it is urgent',
  'preferences.at-once.hint': 'Off: what is urgent waits for the daily summary.',
  'preferences.digest': 'Daily summary',
  'preferences.digest.hint': 'Off: what is not urgent is not mailed.',
  'preferences.level': 'From which level on',
  'preferences.level.hint': 'What is milder is not mailed.',
  'preferences.kinds': 'About what',
  'preferences.uncovered':
    'Nobody else would hear of what is critical in one of your places. Keep “At once” and the kinds on, or ask for another lead to be told first.',
  'preferences.saved': 'Saved.',
} as const;
