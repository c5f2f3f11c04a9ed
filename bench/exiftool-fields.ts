import type { Fact } from '../src/documents/fact.ts'

/** Which of our facts says what a field of ExifTool's says. Several names: whichever holds it. */
const SAME: Readonly<Record<string, readonly string[]>> = {
  Title: ['title'],
  Subject: ['subject', 'keywords'],
  Author: ['author'],
  Creator: ['author', 'last_modified_by'],
  'PDF:Creator': ['creator_tool'],
  Upr: ['author', 'last_modified_by'],
  LinkTarget: ['custom_link'],
  'Initial-creator': ['author'],
  Keywords: ['keywords'],
  Keyword: ['keywords'],
  Comments: ['comments'],
  Description: ['comments', 'subject'],
  Template: ['template'],
  LastModifiedBy: ['last_modified_by'],
  LastSavedBy: ['doc_saved_by'],
  CommentBy: ['comment_author'],
  RevisionNumber: ['revision', 'doc_revision'],
  Revision: ['revision'],
  'Editing-cycles': ['revision'],
  TotalEditTime: ['edit_seconds', 'edit_minutes', 'doc_edit_minutes'],
  'Editing-duration': ['edit_seconds'],
  LastPrinted: ['last_printed', 'doc_printed'],
  CreateDate: ['created', 'doc_created'],
  'Creation-date': ['created'],
  Created: ['created'],
  ModifyDate: ['modified', 'doc_revised', 'doc_saved'],
  LocaleIndicator: ['property_locale'],
  'Page-count': ['pages'],
  'Word-count': ['words'],
  'Character-count': ['characters'],
  'Non-whitespace-character-count': ['characters_without_spaces'],
  'Paragraph-count': ['paragraphs'],
  'Table-count': ['tables'],
  'Image-count': ['images'],
  'Object-count': ['objects'],
  'Cell-count': ['cells'],
  Modified: ['modified'],
  Date: ['modified', 'xmp:dc:date'],
  MetadataDate: ['metadata_modified'],
  Pages: ['pages', 'doc_pages'],
  Words: ['words', 'doc_words'],
  Characters: ['characters', 'doc_characters'],
  CharactersWithSpaces: ['characters_with_spaces'],
  CharCountWithSpaces: ['characters_with_spaces'],
  Lines: ['lines', 'doc_lines'],
  Paragraphs: ['paragraphs', 'doc_paragraphs'],
  PageCount: ['pages'],
  ThumbnailClip: ['thumbnail_bytes'],
  PreviewImage: ['thumbnail_bytes'],
  PreviewPNG: ['thumbnail_bytes'],
  PreviewWMF: ['thumbnail_bytes'],
  PreviewEMF: ['thumbnail_bytes'],
  PreviewTIFF: ['thumbnail_bytes'],
  Software: ['application'],
  Application: ['application'],
  Generator: ['application'],
  AppVersion: ['application_version'],
  Security: ['security'],
  DocSecurity: ['security'],
  CodePage: ['code_page'],
  Category: ['category'],
  PresentationTarget: ['presentation_target'],
  PresentationFormat: ['presentation_target'],
  Bytes: ['bytes'],
  Slides: ['slides'],
  Notes: ['notes'],
  HiddenSlides: ['hidden_slides'],
  MMClips: ['multimedia_clips'],
  ScaleCrop: ['scale_crop'],
  LinksUpToDate: ['links_up_to_date'],
  SharedDoc: ['shared_document'],
  HyperlinksChanged: ['hyperlinks_changed'],
  HeadingPairs: ['heading_pairs'],
  TitleOfParts: ['part_titles'],
  TitlesOfParts: ['part_titles'],
  Manager: ['manager'],
  Company: ['company'],
  ContentType: ['content_type'],
  ContentStatus: ['content_status'],
  Language: ['language'],
  DocVersion: ['document_version'],
  Version: ['document_version'],
  Identifier: ['identifier'],
  Hyperlinks: ['hyperlinks'],
  HLinks: ['hyperlinks'],
  HyperlinkBase: ['link_base'],
  CompObjUserType: ['user_type'],
  CurrentUser: ['ppt_current_user'],
  LanguageCode: ['doc_language'],
  Identification: ['doc_version'],
  DocFlags: ['doc_flags'],
  System: ['doc_system'],
  Word97: ['doc_word97_saved'],
  Producer: ['producer'],
  CreatorTool: ['creator_tool'],
  DocumentID: ['xmp_document_id'],
  InstanceID: ['xmp_instance_id'],
  XMPToolkit: ['xmp_toolkit'],
  Trapped: ['trapped'],
  PDFVersion: ['pdf_catalog_version', 'pdf_version'],
  Linearized: ['pdf_linearized'],
  PageMode: ['pdf_page_mode'],
  PageLayout: ['pdf_page_layout'],
  TaggedPDF: ['pdf_tagged'],
  HasXFA: ['pdf_xfa'],
  MediaBox: ['pdf_media_box'],
  Encryption: ['encryption'],
  UserAccess: ['pdf_rights'],
  AnnotationUsageRights: ['pdf_rights_annotations'],
  DocumentUsageRights: ['pdf_rights_document'],
  FormUsageRights: ['pdf_rights_form'],
  SignatureUsageRights: ['pdf_rights_signature'],
  EmbeddedFileUsageRights: ['pdf_rights_files'],
  SigningAuthority: ['pdf_signed_by'],
  SigningDate: ['pdf_signed'],
  InternalVersionNumber: ['rtf_version'],
  MIMEEncoding: ['text_encoding'],
  Newlines: ['line_ends'],
  LineCount: ['lines'],
  WordCount: ['words'],
}

/** What ExifTool works out itself and no file says: names of the tool, of the file system, lengths of what is compared. */
export const NOT_OF_THE_FILE =
  /^(SourceFile$|ExifTool:|System:|Composite:)|:(CompObjUserTypeLen|XMPToolkitLen)$/

/** Of ExifTool's families, those whose fields may be told by a name that the file chose. */
const plain = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase()

/** The values of ours that may say what this field says. */
export function candidates(field: string, facts: readonly Fact[]): Fact[] {
  const tag = field.slice(Math.max(field.indexOf(':'), field.lastIndexOf('/')) + 1)
  const names = new Set([
    ...(SAME[field] ?? SAME[tag] ?? []),
    ...(SAME[tag.replace(/^(CoreProperties|Properties)/, '')] ?? []),
  ])
  const custom = facts.filter(({ name }) => name.startsWith('custom:'))
  if (tag === 'User-defined') return custom
  if (tag === 'User-definedName') return custom.map(fact => ({ ...fact, value: fact.name.slice(7) }))
  if (tag === 'User-definedValue-type')
    return custom.map(fact => ({ ...fact, value: fact.decoder.replace('ODF meta ', '') }))
  const own = plain(tag.replace(/^Tag/, ''))
  const inner = plain(tag.replace(/^(CoreProperties|Properties)/, ''))
  return facts.filter(({ name }) => {
    if (names.has(name)) return true
    if (!/^(custom|xmp|icc|exif):/.test(name)) return false
    const ours = plain(name.slice(name.indexOf(':') + 1))
    // ExifTool leaves prefixes and joins paths; the tail is what is left.
    // A structure is told field by field.
    if (name.startsWith('xmp:') && plain(name.split(/[:/]/)[2] ?? '') === own) return true
    return ours === own || ours === inner || ours.endsWith(own) || ours === own.replace(/^pid/, 'pid')
  })
}
