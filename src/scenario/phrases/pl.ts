import { type Grammar, list } from '../grammar.ts'
import { files } from './files.ts'

export const pl: Grammar = {
  ...files,
  post: [
    '{open} {docs}, {detail}, {remark}',
    '{file}: {detail}, {remark}. {who} {verb} {things}',
    '{ask} Są tam {docs}, a także {topic}, {remark}, {detail}',
    '{who} {verb} {things}, razem {#12-900} sztuk, {remark}',
    '{remark}: {docs}, {topic}. {ask}',
  ],
  short: list('zaczyna się | niesamowite | właśnie czytam | gdzie dowody? | co za noc'),
  reply: [
    '{ask} W pliku {file} {detail}, {remark}, {who} {verb} {things}',
    'nie, {who} {verb} {things}, {remark}, {detail}',
  ],
  open: list(`
    właśnie otwieram | czytam teraz | ktoś powinien sprawdzić | nikt nie komentuje | porównuję |
    pobrałem | zobaczcie`),
  docs: list(`
    wiadomości za {month} | faktury w liczbie {#30-900} | tabele mające {#20-900} wierszy |
    foldery z miasta {place} | zeskanowane umowy | notatki na {#5-80} stron | rachunki za {month} |
    szkice bez podpisu`),
  topic: list(`
    wynajem autobusów | bilety na pociąg | druk plakatów | budżet regionów | sala w mieście {place} |
    hosting strony | spóźniona płatność | przepustki dla prasy | poprawione przemówienia |
    zepsuta drukarka | kolacja z darczyńcami | ubezpieczenie biura | podróże do miasta {place} |
    rachunek na {#20-900} euro`),
  remark: list(`
    na razie dość nudne | trzeba to sprawdzić | prasa jeszcze śpi | dziwny moment |
    to może być fałszywka | jutro ciąg dalszy | daty wyglądają dziwnie | nie widzę dowodów |
    wygląda jak zwykłe biuro | zachowajcie kopię`),
  ask: list(`
    Czy ktoś to widział? | Prawda czy fałsz? | Kto może potwierdzić? | Dlaczego akurat teraz? |
    Gdzie są dziennikarze? | Czytajcie powoli.`),
  detail: list(`
    brakuje podpisu | wiersz {#4-800} się powtarza | suma nie zgadza się o {#2-700} |
    zapisano o godzinie {#1-23} | nikt nie odpowiada od {#5-19} dni | ostatnia kolumna jest pusta |
    proszą o {#5-40} krzeseł | skan jest do góry nogami`),
  who: list('skarbnik | wolontariusz | rzecznik | ich prawnik | księgowy | dostawca | kierowca'),
  verb: list(`
    przesłał | zamówił | zapomniał dodać | poprawił | odrzucił | zgubił | policzył | odwołał |
    wydrukował`),
  things: list('bilety | plakaty | ulotki | wiadomości | umowy | rachunki | szkice | kontakty | pliki'),
  place: list('Lyon | Lille | Nantes | Bordeaux | Marsylia | Nicea | Dijon | Metz | Tours | Tuluza | Paryż'),
  month: list(`
    styczeń | luty | marzec | kwiecień | czerwiec | lipiec | wrzesień | październik | listopad |
    grudzień`),
}
