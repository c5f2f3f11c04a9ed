import type { Text } from '../../model/finding.ts'

/** What documents say with each fact: "… name an author". Facts of one class stay apart. */
export const TRACES: Readonly<Record<string, { class: string } & Text>> = {
  author: { class: 'person', en: 'an author', fr: 'un auteur' },
  last_modified_by: { class: 'person', en: 'who saved them last', fr: 'qui les a enregistrés en dernier' },
  manager: { class: 'person', en: 'a manager', fr: 'un responsable' },
  xls_user: {
    class: 'person',
    en: 'the user of the Excel that last wrote them',
    fr: 'l’utilisateur de l’Excel qui les a écrits en dernier',
  },
  xls_reserved_by: { class: 'person', en: 'who reserved the workbook', fr: 'qui a réservé le classeur' },
  xlsx_reserved_by: { class: 'person', en: 'who reserved the workbook', fr: 'qui a réservé le classeur' },
  ppt_current_user: {
    class: 'person',
    en: 'who last had the presentation open',
    fr: 'qui a ouvert la présentation en dernier',
  },
  doc_saved_by: {
    class: 'person',
    en: 'who saved them before, in Word’s own list',
    fr: 'qui les a enregistrés auparavant, dans la liste de Word',
  },
  doc_last_revised_by: {
    class: 'person',
    en: 'who revised them last, in Word’s own list',
    fr: 'qui les a révisés en dernier, dans la liste de Word',
  },
  revision_author: {
    class: 'person',
    en: 'who made tracked changes',
    fr: 'qui a fait des modifications suivies',
  },
  comment_author: { class: 'person', en: 'who commented', fr: 'qui a commenté' },
  person_account: {
    class: 'person',
    en: 'an account that somebody was signed in with',
    fr: 'un compte avec lequel quelqu’un était connecté',
  },
  printed_by: { class: 'person', en: 'who printed them last', fr: 'qui les a imprimés en dernier' },
  pdf_signed_by: { class: 'person', en: 'who signed them', fr: 'qui les a signés' },
  mail_from: { class: 'person', en: 'a sender', fr: 'un expéditeur' },
  company: { class: 'organisation', en: 'a company', fr: 'une société' },
  application: { class: 'software', en: 'the program that wrote them', fr: 'le logiciel qui les a écrits' },
  creator_tool: {
    class: 'software',
    en: 'the program they were made with before they became PDFs',
    fr: 'le logiciel avec lequel ils ont été faits avant de devenir des PDF',
  },
  producer: { class: 'software', en: 'the program that made the PDF', fr: 'le logiciel qui a fait le PDF' },
  mail_program: {
    class: 'software',
    en: 'the program that wrote the message',
    fr: 'le logiciel qui a écrit le message',
  },
  xlsx_path: {
    class: 'path',
    en: 'the folder they were last saved in',
    fr: 'le dossier où ils ont été enregistrés en dernier',
  },
  doc_saved_path: {
    class: 'path',
    en: 'where they were saved before, in Word’s own list',
    fr: 'où ils ont été enregistrés auparavant, dans la liste de Word',
  },
  linked_path: {
    class: 'path',
    en: 'a file elsewhere that they link to',
    fr: 'un fichier ailleurs auquel ils renvoient',
  },
  printer: {
    class: 'printer',
    en: 'a printer they were set up for',
    fr: 'une imprimante pour laquelle ils sont réglés',
  },
  template: { class: 'template', en: 'a template', fr: 'un modèle' },
  doc_template_path: {
    class: 'template',
    en: 'a template in Word’s own list',
    fr: 'un modèle dans la liste de Word',
  },
  docx_attached_template: {
    class: 'template',
    en: 'the template they are attached to',
    fr: 'le modèle auquel ils sont attachés',
  },
}
