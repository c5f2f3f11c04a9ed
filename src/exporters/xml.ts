/** What XML 1.0 cannot hold, however it is escaped (https://www.w3.org/TR/xml/#charsets): most control signs, halves of pairs. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\p{Cs}]/gu
const REPLACEMENT = '\ufffd'

/** Said in every XML file that is written. */
export const REPLACED_NOTE = 'Characters that XML 1.0 forbids are replaced by U+FFFD.'

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
}

/** Writes texts into XML, and counts the characters that it had to replace. */
export interface XmlWriter {
  /** A text fit for an attribute's value or an element's content: line ends and tabs outlive a reader's normalising. */
  text: (value: string) => string
  /** Attributes of an element, a blank before each; those that are null are left out. */
  attributes: (values: Readonly<Record<string, string | number | boolean | null>>) => string
  replaced: () => number
}

export function xmlWriter(): XmlWriter {
  let replaced = 0
  const text = (value: string) =>
    value
      .replace(FORBIDDEN, () => {
        replaced++
        return REPLACEMENT
      })
      .replace(/[&<>"'\t\n\r]/g, sign => ESCAPES[sign] ?? sign)
  return {
    text,
    attributes: values =>
      Object.entries(values)
        .flatMap(([name, value]) => (value === null ? [] : [` ${name}="${text(String(value))}"`]))
        .join(''),
    replaced: () => replaced,
  }
}
