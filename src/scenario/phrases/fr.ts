import { type Grammar, list } from '../grammar.ts'
import { files } from './files.ts'

export const fr: Grammar = {
  ...files,
  post: [
    '{open} {docs} {about} {topic}, {remark}',
    '{docs} {about} {topic} et {topic}, {remark}. {ask}',
    '{file} : {detail}. {remark}, {who} {verb} les {things}',
    '{ask} {file} recense {#3-980} {things} pour {place}, {detail}',
    '{open} la page {#2-340} du fichier {file}, {detail}, {remark}',
    '{who} {verb} {#12-900} {things} entre le {#2-28} {month} et le {#2-28} {month}',
    '{remark} : {who} {verb} {#3-80} {things} pour {topic}',
    '{#2-60} {things}, {#2-40} {things}, rien sur {topic}. {remark}',
    'à {place}, {who} {verb} {#2-90} {things} et {detail}',
    'le {#2-28} {month} à {#1-23}h{#10-59}, {detail}, {remark}. {ask}',
    '{who} {verb} les {things}, {detail}, {remark}',
    '{open} {#4-700} Mo {about} {topic}. {who} {verb} les {things}',
  ],
  short: list(`
    nous y voilà | incroyable | je lis tout ça | ça commence | neuf gigas | rien à la télé | du calme |
    à suivre | nuit blanche | des preuves ? | bof | drôle de moment | un miroir ? | attendons demain |
    quelle soirée | prudence`),
  reply: [
    '{ask} {file} dit que {detail}, {remark}',
    'non, rien à voir avec {docs} {about} {topic} à {place}, {detail}',
    '{remark}, {who} {verb} les {things} depuis {month}',
    'où avez-vous trouvé {docs} {about} {topic} ? {remark}',
    'regardez la page {#2-200} du fichier {file}, {detail}, {remark}',
    '{who} {verb} les {things} à {place}, donc {remark}',
  ],
  open: list(`
    je viens d’ouvrir | je lis en ce moment | à mi-chemin dans | il faudrait vérifier | pour mémoire, |
    deux heures sur | j’ai parcouru | on m’a traduit | regardez | personne n’évoque | je compare |
    téléchargé | je trie encore | premier avis sur | j’ai résumé | un voisin m’envoie |
    nous avons indexé | trouvé | capture d’écran : | à garder sous la main : | jusqu’ici j’ai vu |
    je commence par | lu en diagonale | toujours dans | vu passer`),
  docs: list(`
    les courriels datés du {#2-28} {month} | les {#3-900} factures | un tableau de {#20-900} lignes |
    le dossier de {place} | un contrat scanné | l’agenda pour {month} | une note de {#4-80} pages |
    les notes de frais | un brouillon non signé | une lettre de la banque | les {#3-90} diapositives |
    la liste du personnel | un vieux bail | les {#5-400} pièces jointes | une conversation imprimée |
    la deuxième archive | le plus petit fichier | le tableau des dons | les brouillons |
    une note d’hôtel à {place} | un reçu du {#2-28} {month} | le dossier transport |
    un formulaire vide | les notes de presse`),
  about: list('sur | concernant | pour | touchant | évoquant | mentionnant | citant | sans oublier'),
  topic: list(`
    la location de cars | la réécriture d’un discours | nos billets de train |
    quelques chaises et micros | un forfait mobile | l’impression des affiches |
    ces badges de bénévoles | la répartition du budget | une salle à {place} | un traiteur | un loyer |
    la facture des sondages | l’hébergement du site | un paiement en retard |
    l’accréditation de la presse | la sécurité | une réunion en {month} | certains congés |
    quelques droits photo | une imprimante en panne | une place de parking | un consultant de {place} |
    l’éclairage de scène | la lettre d’information | un script d’appel | une relance de facture |
    l’assurance | un compte rendu | un ordinateur perdu | la section jeunes |
    la politique commerciale | la distribution de tracts | une nuit d’hôtel |
    un trou de {#2-90} mille euros | un trajet vers {place} | un montage vidéo |
    une commande de fleurs | un dîner de donateurs | une traduction | un slogan refusé`),
  remark: list(`
    assez banal pour le moment | à vérifier | chacun jugera | les journalistes dorment |
    le calendrier interroge | peut-être un faux | aucune preuve pour l’instant |
    le vrai se mêle au faux | c’est tout ce que je vois | la suite ce soir | qui peut authentifier |
    je reste sceptique | le reste est ordinaire | des années de travail | le contexte compte |
    demandez à un comptable | les dates sont étranges | à qui cela profite | mon café est froid |
    on dirait un bureau normal | la presse attendra | les serveurs rament | regardez les en-têtes |
    tirez vos conclusions | gardez une copie | on vote dimanche | tout le monde devrait lire |
    rien d’illégal ici | les noms sont masqués | je m’attendais à mieux | curieux mais explicable |
    cela explique bien des choses | cela mérite un second regard | difficile à confirmer |
    les métadonnées sont bizarres | un expert devrait trancher | une campagne comme les autres |
    respectons le silence électoral`),
  ask: list(`
    Quelqu’un a vu ? | Vrai ou faux ? | Qui confirme ? | Pourquoi maintenant ? |
    Quelqu’un a un miroir ? | Votre avis ? | À contrôler. | Qu’est-ce qui m’échappe ? |
    Où est la presse ? | Qui peut m’expliquer ? | Regardez encore. | Aidez-moi à lire. |
    Est-ce normal ? | Une source ? | Lisez lentement. | À conserver. | Prudence à tous. |
    Question sincère. | Énorme si vrai. | Comparez les deux.`),
  detail: list(`
    l’auteur est vide | on a payé {#3-90} euros de ruban adhésif | il manque trois signatures |
    la ligne {#4-800} a été modifiée deux fois | le total est faux de {#2-700} |
    l’en-tête indique {place} | le fichier est enregistré à {#1-23}h | les polices diffèrent |
    un nom sur deux est caché | l’expéditeur a oublié la pièce jointe |
    il y a {#3-60} commentaires en marge | le numéro de facture se répète |
    ils débattent d’une virgule | c’est imprimé à {place} | personne ne répond pendant {#2-19} jours |
    le mot de passe est dans le message suivant | la dernière colonne est vide |
    un déjeuner coûte {#20-300} euros | la phrase s’arrête au milieu | on demande {#3-40} chaises |
    le fuseau horaire est faux | le scan est à l’envers | le budget double en {month} |
    un chauffeur attend porte {#2-30} | deux versions diffèrent d’une ligne | tous les liens sont morts`),
  who: list(`
    le trésorier | une bénévole | le service de presse | un stagiaire | leur avocat | un conseiller |
    la secrétaire | l’imprimeur | l’équipe web | le comptable | un propriétaire | une plume |
    la logistique | un fournisseur | leur banque | la campagne | un donateur | l’assistante |
    quelqu’un là-haut | le bureau de {place}`),
  verb: list(`
    transmet | commande | oublie | réceptionne | corrige | refuse | perd | compte | archive | reporte |
    classe | réclame | conteste | renomme | annule | valide | imprime | réserve deux fois | numérise |
    renvoie`),
  things: list(`
    billets | factures | affiches | dossiers | tracts | badges | chambres | courriels | photos |
    contrats | chaises | reçus | brouillons | numéros de téléphone | banderoles | réservations |
    notes | diapositives | mots de passe | contacts | repas`),
  place: list(`
    Lyon | Lille | Nantes | Rennes | Bordeaux | Marseille | Nice | Dijon | Metz | Brest | Tours |
    Reims | Toulouse | Grenoble | Caen | Nancy | Limoges | Besançon | Rouen | Paris`),
  month: list('janvier | février | mars | juin | juillet | septembre | novembre | décembre'),
}
