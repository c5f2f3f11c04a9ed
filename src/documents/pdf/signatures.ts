import type { Fact } from '../fact.ts'
import type { FactName } from '../fact-names.ts'
import { textFact } from '../package.ts'
import type { PdfFile } from './file.ts'
import { pdfText, pdfTime } from './reading.ts'
import { type Dict, Name } from './syntax.ts'

const RIGHTS: Readonly<Record<string, FactName>> = {
  Document: 'pdf_rights_document',
  Annots: 'pdf_rights_annotations',
  Form: 'pdf_rights_form',
  Signature: 'pdf_rights_signature',
  EF: 'pdf_rights_files',
}

/** Who signed the file or unlocked it, and when: the catalog's permissions and its signature fields. */
export function signatureFacts(file: PdfFile, root: Dict): Fact[] {
  const facts: Fact[] = []
  const permissions = file.dict(root.get('Perms'))
  for (const [key, value] of permissions ?? []) {
    const signature = file.dict(value)
    if (!signature) continue
    signed(file, signature, `/Root/Perms/${key}`, facts)
    for (const reference of file.array(signature.get('Reference'))) {
      const params = file.dict(file.dict(reference)?.get('TransformParams'))
      for (const [right, name] of Object.entries(RIGHTS))
        for (const item of file.array(params?.get(right))) {
          const found = file.resolve(item)
          if (found instanceof Name)
            facts.push(textFact(name, found.text, `/Root/Perms/${key}/${right}`, 'PDF'))
        }
    }
  }
  const form = file.dict(root.get('AcroForm'))
  for (const field of file.array(form?.get('Fields')).slice(0, 500)) {
    const found = file.dict(field)
    if (found && file.name(found.get('FT')) === 'Sig') {
      const signature = file.dict(found.get('V'))
      if (signature) signed(file, signature, '/Root/AcroForm signature', facts)
    }
  }
  return facts
}

function signed(file: PdfFile, signature: Dict, locator: string, facts: Fact[]): void {
  const text = (key: string) => {
    const value = file.resolve(signature.get(key))
    return Buffer.isBuffer(value) ? pdfText(value).text : null
  }
  for (const [key, name] of [
    ['Name', 'pdf_signed_by'],
    ['Reason', 'pdf_signing_reason'],
    ['Location', 'pdf_signing_place'],
  ] as const) {
    const value = text(key)
    if (value) facts.push(textFact(name, value, `${locator}/${key}`, 'PDF'))
  }
  const time = pdfTime(text('M') ?? '')
  if (time)
    facts.push(
      textFact('pdf_signed', time.value, `${locator}/M`, 'PDF date', {
        raw: text('M') ?? '',
        timeBasis: time.basis,
      }),
    )
}
