import { type Grammar, list } from '../grammar.ts'

/** Names of files as a careless archive has them; the same in every language. */
export const files: Grammar = {
  file: [
    '{stem}_{#1-96}.{ending}',
    '{stem}-v{#2-19}.{ending}',
    '{stem}{#2014-2017}.{ending}',
    '{box}{#100-980}.eml',
  ],
  stem: list(`
    budget | agenda | planning | notes | devis | loyer | transport | salle | contrat | liste | menu |
    affiche | badge | stand | tract | visuel | presse | discours | sondage | facture | compta | rh |
    sono | photo | train | hotel | sms | script | journal | bilan | caisse | mailing | ordre | phase |
    appel`),
  ending: list('xlsx | docx | pdf | csv | pptx | txt | ods'),
  box: list('inbox- | sent- | box | mail_ | msg'),
}
