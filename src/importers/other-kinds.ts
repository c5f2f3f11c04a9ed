/** Kinds of file that are often given and that no importer reads: their first bytes, and what to do. */
const KINDS: readonly [string, number, string][] = [
  [
    'PK\x03\x04',
    0,
    'it is a ZIP archive, or a workbook: unpack it and add what is in it, or save the sheet as CSV',
  ],
  ['\xd0\xcf\x11\xe0', 0, 'it is an old Office file: save it as CSV'],
  ['\x1f\x8b', 0, 'it is compressed twice: unpack it once'],
  ['\x28\xb5\x2f\xfd', 0, 'it is compressed twice: unpack it once'],
  ['BZh', 0, 'it is compressed with bzip2: unpack it'],
  ['\xfd7zXZ', 0, 'it is compressed with xz: unpack it'],
  ['7z\xbc\xaf', 0, 'it is a 7-Zip archive: unpack it'],
  ['Rar!', 0, 'it is a RAR archive: unpack it'],
  ['ustar', 257, 'it is a tar archive: unpack it'],
  ['%PDF', 0, 'it is a PDF: look for the data it was made of'],
  ['SQLite format 3', 0, 'it is an SQLite database: export its tables as CSV'],
  ['{\\rtf', 0, 'it is a rich text file: save it as plain text'],
  ['\xff\xfe\0\0', 0, 'it is written in UTF-32: save it as UTF-8'],
  ['\0\0\xfe\xff', 0, 'it is written in UTF-32: save it as UTF-8'],
]

/** What a file is, when its first bytes say that it is none that could be read. */
export function otherKind(start: Buffer): string | undefined {
  const first = start.subarray(0, 300).toString('latin1')
  if (/^(\xef\xbb\xbf)?"?sep=/i.test(first))
    return 'its first line (`sep=`) is for Excel alone, and no header: take that line away'
  if (/^(\d{5,20}\r?\n){2,}\d*$/.test(first))
    return 'it is a list of numbers: ids without their posts, which have to be fetched from the platform first'
  return KINDS.find(([mark, at]) => first.startsWith(mark, at))?.[2]
}
