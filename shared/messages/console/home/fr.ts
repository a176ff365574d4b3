/** What the screens of `home` say in French. */
import type { messages as en } from './en.ts';

export const messages: Readonly<Record<keyof typeof en, string>> = {
  'home.title': 'Aujourd’hui',
  'home.greeting': 'Bonjour, {name}',
  'home.what-now': 'Ce qui vous attend',
  'home.all-well': 'Rien ne vous attend pour le moment.',
  'home.alerts':
    '{n, plural, =0 {Aucune alerte ouverte} one {# alerte ouverte} many {# alertes ouvertes} other {# alertes ouvertes}}',
  'home.shipments.on-the-way': 'En route',
  'home.shipments.overdue': 'En retard',
  'home.shipments.planned': 'Prévues',
  'home.shipments.to-settle': 'À régler',
  'home.short': 'Bientôt épuisé',
  'home.short.none': 'Tout ce qui est sur la liste est à un bon niveau.',
  'home.coming': 'À venir',
  'home.coming.none': 'Aucune livraison annoncée.',
  'home.coming.from': 'De {name}',
  'home.coming.expected': 'Attendue le {day}',
  'home.due': 'À faire',
  'home.due.report': 'Relever le stock',
  'home.due.last-report': 'Dernier relevé : {day}',
  'home.due.no-report': 'Pas encore de relevé',
  'home.due.guidance':
    '{n, plural, =0 {Toutes les consignes sont lues} one {# consigne à lire} many {# consignes à lire} other {# consignes à lire}}',
  'home.worst': 'Là où c’est le plus grave',
  'home.worst.none': 'Aucun lieu ne manque de rien.',
  'home.evaluated.late': 'L’évaluation est en retard : chiffres du {when}.',
  'home.all': 'Tout afficher',
};
