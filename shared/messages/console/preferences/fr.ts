/** What the screens of `preferences` say in French. */
import type { messages as en } from './en.ts';

export const messages: Readonly<Record<keyof typeof en, string>> = {
  'preferences.title': 'Mes notifications',
  'preferences.lead': 'Par courriel, sur les lieux dont vous vous occupez.',
  'preferences.mailbox': 'Les courriels vous concernant reviennent depuis le {when}. Enregistrez pour réessayer.',
  'preferences.language': 'Langue des courriels',
  'preferences.language.mine': 'Celle fixée par le responsable du programme',
  'preferences.when': 'Quand',
  'preferences.at-once': 'Tout de suite, si c’est urgent',
  'preferences.at-once.hint': 'Désactivé : l’urgent attend le résumé quotidien.',
  'preferences.digest': 'Résumé quotidien',
  'preferences.digest.hint': 'Désactivé : ce qui n’est pas urgent n’est pas envoyé.',
  'preferences.level': 'À partir de quel niveau',
  'preferences.level.hint': 'Ce qui est moins grave n’est pas envoyé.',
  'preferences.kinds': 'À quel sujet',
  'preferences.uncovered':
    'Personne d’autre ne serait averti de ce qui est critique dans un de vos lieux. Laissez « Tout de suite » et les sujets activés, ou faites d’abord avertir un autre responsable.',
  'preferences.saved': 'Enregistré.',
};
