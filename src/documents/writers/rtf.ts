import { type Content, linesOf } from './content.ts'

/** A rich-text file; signs beyond ASCII are escaped, so that every reader shows them. */
export function rtf(content: Content): Buffer {
  const [title = '', ...rest] = linesOf(content)
  const info = `{\\info{\\title ${escaped(title)}}{\\author ${escaped(content.creator)}}{\\operator ${escaped(content.lastModifiedBy)}}{\\creatim${time(content.created)}}{\\revtim${time(content.modified)}}}`
  const lines = [`{\\b\\fs28 ${escaped(title)}\\par}`, ...rest.map(line => `${escaped(line)}\\par`)]
  const language = content.language === 'fr' ? 1036 : 2057
  return Buffer.from(
    `{\\rtf1\\ansi\\ansicpg1252\\deff0\\deflang${language}{\\fonttbl{\\f0 Calibri;}}\r\n${info}\r\n${lines.join('\r\n')}\r\n}`,
    'latin1',
  )
}

const escaped = (text: string): string =>
  text
    .replace(/[\\{}]/g, '\\$&')
    .replaceAll('\t', '\\tab ')
    .replace(/[^\x20-\x7e]/g, sign => {
      const unit = sign.charCodeAt(0)
      return `\\u${unit > 32767 ? unit - 65536 : unit}?`
    })

function time(at: number): string {
  const day = new Date(at)
  return `\\yr${day.getUTCFullYear()}\\mo${day.getUTCMonth() + 1}\\dy${day.getUTCDate()}\\hr${day.getUTCHours()}\\min${day.getUTCMinutes()}`
}
