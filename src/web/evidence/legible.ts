/**
 * A stranger's text that cannot rewrite the lines around it: direction overrides and control characters are shown as
 * visible signs, and more than four combining marks on a letter are left out.
 */
export function legible(text: string): string {
  return (
    text
      .replace(/[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/g, sign => `⟨U+${code(sign)}⟩`)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, sign => `⟨U+${code(sign)}⟩`)
      .replace(/(\p{M}{4})\p{M}+/gu, '$1')
  )
}

const code = (sign: string) => sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
