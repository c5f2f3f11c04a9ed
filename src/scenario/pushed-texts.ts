import type { Model } from './copies.ts'

/** What the pushed groups paste, and one chain text that ordinary people pass on. All are short enough for 2017. */
export const PUSHED_TEXTS: { readonly en: readonly Model[]; readonly fr: readonly Model[] } = {
  en: [
    ['Nine gigabytes of campaign {mails|files} are now public.', 'Television stays silent before the vote.'],
    ['The {archive|folder} is real and still online.', 'Read it before somebody takes it down tonight.'],
    ['They hoped nobody would {open|read} these budgets.', 'Every invoice tells the same story.'],
    ['Ask your {newspaper|station} why it ignores the archive.', 'Voters have a right to see it.'],
    ['Download the {mails|letters} while the mirror works.', 'Share them with five friends today.'],
    [
      'The {biggest|largest} campaign leak of the year is here.',
      'Do not let them bury it on a Friday night.',
    ],
    ['Two {days|nights} before the vote the truth comes out.', 'Make this the first topic in the world.'],
    ['No {journalist|reporter} may speak until Sunday evening.', 'So the internet has to do the work.'],
  ],
  fr: [
    ['Neuf gigas de {courriels|fichiers} sont en ligne.', 'La télévision se tait avant le vote.'],
    ['Cette {archive|base} est authentique et encore accessible.', 'Lisez-la avant qu’elle ne disparaisse.'],
    [
      'Ils espéraient que personne n’{ouvrirait|lirait} ces budgets.',
      'Chaque facture raconte la même chose.',
    ],
    ['Demandez à votre {journal|radio} pourquoi ce silence.', 'Les électeurs ont le droit de savoir.'],
    ['Téléchargez les {courriels|dossiers} tant que le miroir marche.', 'Envoyez-les à cinq amis.'],
    [
      'La plus {grosse|grande} fuite de la campagne est là.',
      'Ne les laissez pas l’enterrer un vendredi soir.',
    ],
    ['Aucun {journaliste|média} ne peut parler avant dimanche.', 'C’est donc à nous de faire le travail.'],
  ],
}
export const CHAIN_TEXT: Model = [
  'Good night from the {newsroom|office} that never sleeps.',
  'Tomorrow we all read nine gigabytes with our coffee.',
]

/** What a wire agency sends and its clients print as it stands: identical, and innocent. */
export const WIRE_TEXTS: { readonly en: readonly string[]; readonly fr: readonly string[] } = {
  en: [
    'Campaign says it was victim of a massive and coordinated hack, hours before the end of official campaigning',
    'Electoral commission asks media not to publish content of leaked campaign documents before the vote',
    'Campaign team says authentic documents were mixed with fakes to sow doubt and confusion',
  ],
  fr: [
    'La campagne se dit victime d’un piratage massif et coordonné à quelques heures de la fin de la campagne',
    'La commission de contrôle demande aux médias de ne pas relayer le contenu des documents piratés',
    'De vrais documents seraient mêlés à des faux pour semer le doute, affirme l’équipe de campagne',
  ],
}
