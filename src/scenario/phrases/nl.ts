import { type Grammar, list } from '../grammar.ts'
import { files } from './files.ts'

export const nl: Grammar = {
  ...files,
  post: [
    '{open} {docs} over {topic}, {remark}, {detail}',
    '{file}: {detail} en {detail}. {remark}, {who} {verb} {things}',
    '{ask} Er zijn {docs} over {topic}, {remark}, {detail}',
    '{who} {verb} {#12-900} {things} voor {place}, {remark}, {detail}',
    '{#2-90} {things} en niets over {topic}. {ask} {who} {verb} {#2-90} {things}, {remark}',
  ],
  short: list('daar gaan we | ongelooflijk | ik lees het nu | is er bewijs? | wat een nacht'),
  reply: ['{ask} Volgens {file}: {detail}', 'nee, {who} {verb} de {things} uit {place}, {remark}, {detail}'],
  open: list(`
    net geopend: | ik lees nu | iemand moet dit nakijken: | niemand praat over | ik vergelijk |
    gedownload: | kijk eens naar`),
  docs: list(`
    de mails van {#2-28} {month} | {#3-900} facturen | tabellen met {#20-900} rijen |
    de mappen uit {place} | gescande contracten | notities van {#4-80} bladzijden |
    de bonnetjes van {month} | concepten zonder handtekening`),
  topic: list(`
    gehuurde bussen | treinkaartjes | gedrukte affiches | de begroting van de regio |
    een zaal in {place} | de hosting van de website | een late betaling | perskaarten |
    herschreven toespraken | een kapotte printer | een diner met donateurs |
    de verzekering van het kantoor | reizen naar {place} | een rekening van {#20-900} euro`),
  remark: list(`
    tot nu toe vrij saai | dit moet worden nagekeken | de pers slaapt nog | het moment is vreemd |
    het kan vervalst zijn | morgen gaan we verder | de datums zien er raar uit | ik zie geen bewijs |
    het lijkt een gewoon kantoor | bewaar een kopie`),
  ask: list(`
    Heeft iemand dit gezien? | Echt of nep? | Wie kan dit bevestigen? | Waarom juist nu? |
    Waar blijft de pers? | Lees het rustig.`),
  detail: list(`
    de handtekening ontbreekt | rij {#4-800} staat er dubbel in | het totaal klopt {#2-700} niet |
    het is opgeslagen om {#1-23} uur | niemand antwoordt al {#2-19} dagen | de laatste kolom is leeg |
    ze vragen {#3-40} stoelen | de scan staat ondersteboven`),
  who: list(`
    de penningmeester | een vrijwilliger | het persbureau | hun advocaat | de boekhouder |
    een leverancier | de campagne`),
  verb: list(`
    verstuurde | bestelde | vergat | verbeterde | weigerde | verloor | telde | bewaarde | annuleerde |
    drukte`),
  things: list(`
    kaartjes | affiches | folders | berichten | contracten | bonnetjes | concepten | contacten |
    bestanden`),
  place: list(`
    Lyon | Rijsel | Nantes | Bordeaux | Marseille | Nice | Dijon | Metz | Straatsburg | Toulouse |
    Parijs`),
  month: list('januari | februari | maart | april | juni | juli | september | oktober | november | december'),
}
