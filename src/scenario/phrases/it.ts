import { type Grammar, list } from '../grammar.ts'
import { files } from './files.ts'

export const it: Grammar = {
  ...files,
  post: [
    '{open} {docs} che parlano di {topic}, {remark}, {detail}',
    '{file}: {detail} e {detail}. {remark}, {who} {verb} {things}',
    '{ask} Ci sono {docs} con {topic}, {remark}, {detail}',
    '{who} {verb} {#12-900} {things} per {place}, {remark}, {detail}',
    '{#2-90} {things} e niente su {topic}. {ask} {who} {verb} {#2-90} {things}, {remark}',
  ],
  short: list('si comincia | incredibile | sto leggendo | ci sono prove? | che nottata'),
  reply: ['{ask} Secondo {file}, {detail}', 'no, {who} {verb} i {things} di {place}, {remark}, {detail}'],
  open: list(`
    ho appena aperto | sto leggendo | qualcuno dovrebbe controllare | nessuno cita | adesso confronto |
    ho scaricato | guardate`),
  docs: list(`
    le mail di {month} | le {#3-900} fatture | delle tabelle di {#20-900} righe |
    gli archivi di {place} | i contratti scansionati | degli appunti di {#4-80} pagine |
    le ricevute di {month} | le bozze senza firma`),
  topic: list(`
    pullman a noleggio | biglietti del treno | manifesti da stampare | bilanci regionali |
    una sala di {place} | il sito da ospitare | un pagamento in ritardo | gli accrediti stampa |
    discorsi riscritti | una stampante rotta | cene con i donatori | l’assicurazione dell’ufficio |
    viaggi verso {place} | una fattura di {#20-900} euro`),
  remark: list(`
    per ora niente di che | bisogna verificare | la stampa dorme ancora | il momento è curioso |
    potrebbe essere falso | domani continuiamo | le date sono strane | non vedo nessuna prova |
    sembra un ufficio normale | conservatene una copia`),
  ask: list(`
    Qualcuno lo ha visto? | Vero o falso? | Chi può confermare? | Perché proprio adesso? |
    Dov’è la stampa? | Leggete con calma.`),
  detail: list(`
    manca la firma | la riga {#4-800} è ripetuta | il totale non torna di {#2-700} |
    è stato salvato alle {#1-23} | nessuno risponde da {#2-19} giorni | l’ultima colonna è vuota |
    chiedono {#3-40} sedie | la scansione è capovolta`),
  who: list(`
    il tesoriere | una volontaria | l’ufficio stampa | il loro avvocato | il contabile | un fornitore |
    la campagna`),
  verb: list(
    'inoltra | ordina | dimentica | corregge | rifiuta | perde | conta | archivia | annulla | stampa',
  ),
  things: list(
    'biglietti | manifesti | volantini | messaggi | contratti | rimborsi | appunti | contatti | documenti',
  ),
  place: list(
    'Lione | Lilla | Nantes | Bordeaux | Marsiglia | Nizza | Digione | Metz | Tours | Tolosa | Parigi',
  ),
  month: list(
    'gennaio | febbraio | marzo | aprile | giugno | luglio | settembre | ottobre | novembre | dicembre',
  ),
}
