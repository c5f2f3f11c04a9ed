import { type Grammar, list } from '../grammar.ts'
import { files } from './files.ts'

export const de: Grammar = {
  ...files,
  post: [
    '{open} {docs} über {topic}, {remark}, {detail}',
    '{file}: {detail} und {detail}. {remark}, {who} {verb} {things}',
    '{ask} In {docs} geht es um {topic}, {remark}, {detail}',
    '{who} {verb} {#12-900} {things} für {place}, {remark}, {detail}',
    '{#2-90} {things} und nichts über {topic}. {ask} {who} {verb} {#2-90} {things}, {remark}',
  ],
  short: list('es geht los | unglaublich | ich lese gerade | gibt es Beweise? | was für eine Nacht'),
  reply: ['{ask} Laut {file}: {detail}', 'nein, {who} {verb} die {things} in {place}, {remark}, {detail}'],
  open: list(`
    gerade geöffnet: | ich lese jetzt | jemand sollte prüfen: | niemand spricht über | ich vergleiche |
    heruntergeladen: | seht euch das an:`),
  docs: list(`
    den Mails vom {#2-28}. {month} | {#3-900} Rechnungen | einer Tabelle mit {#20-900} Zeilen |
    den Ordnern aus {place} | einem gescannten Vertrag | einer Notiz von {#4-80} Seiten |
    den Quittungen vom {month} | den Entwürfen ohne Unterschrift`),
  topic: list(`
    gemietete Busse | Zugfahrkarten | gedruckte Plakate | das Budget der Regionen |
    einen Saal in {place} | das Hosting der Webseite | eine verspätete Zahlung | Presseausweise |
    umgeschriebene Reden | einen kaputten Drucker | ein Abendessen mit Spendern |
    die Versicherung des Büros | Reisen nach {place} | eine Rechnung über {#20-900} Euro`),
  remark: list(`
    bisher ziemlich langweilig | das muss man prüfen | die Presse schläft noch |
    der Zeitpunkt ist seltsam | könnte gefälscht sein | morgen geht es weiter |
    die Daten sehen komisch aus | ich sehe keinen Beweis | wirkt wie ein normales Büro |
    bitte Kopien aufheben`),
  ask: list(`
    Hat das jemand gesehen? | Echt oder falsch? | Wer kann das bestätigen? | Warum gerade jetzt? |
    Wo bleibt die Presse? | Bitte langsam lesen.`),
  detail: list(`
    die Unterschrift fehlt | Zeile {#4-800} kommt doppelt vor | die Summe stimmt um {#2-700} nicht |
    gespeichert wurde um {#1-23} Uhr | niemand antwortet seit {#2-19} Tagen |
    die letzte Spalte ist leer | man bestellt {#3-40} Stühle | der Scan steht auf dem Kopf`),
  who: list(`
    der Schatzmeister | eine Helferin | das Pressebüro | ihr Anwalt | der Buchhalter | ein Lieferant |
    die Kampagne`),
  verb: list(`
    verschickte | bestellte | vergaß | korrigierte | verweigerte | verlor | zählte | sortierte |
    stornierte | druckte`),
  things: list(
    'Fahrkarten | Plakate | Flugblätter | Mails | Verträge | Quittungen | Entwürfe | Kontakte | Dateien',
  ),
  place: list(
    'Lyon | Lille | Nantes | Bordeaux | Marseille | Nizza | Dijon | Metz | Straßburg | Toulouse | Paris',
  ),
  month: list('Januar | Februar | März | April | Juni | Juli | September | Oktober | November | Dezember'),
}
