import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { type PSTAttachment, type PSTFolder, PSTMessage } from 'pst-extractor'
import { type Bytes, memory } from '../bytes.ts'
import { type Fact, isoTime } from '../fact.ts'
import type { FactName } from '../fact-names.ts'
import { headerFacts } from '../mail/facts.ts'
import { readHeaders } from '../mail/headers.ts'
import { counted } from '../mail/message.ts'
import type { DocumentReading, Inner } from '../reading.ts'
import { LONGEST } from '../text/gathered.ts'
import { htmlText } from '../text/plain.ts'
import { Skipped } from './limits.ts'
import type { Member, Unpacking } from './members.ts'
import { MailboxFile } from './pst-file.ts'

const DEEPEST = 60
const MOST_ATTACHMENT = 200 << 20

/** The items of an Outlook mailbox, folder by folder; each is named by its folders and its number among them. */
export async function* pstMembers(bytes: Bytes, unpacking: Unpacking): AsyncGenerator<Member> {
  const path = join(unpacking.scratch, `pst-${process.pid}-${copies++}`)
  copy(bytes, path)
  let file: MailboxFile | undefined
  try {
    try {
      file = new MailboxFile(path)
    } catch (error) {
      throw new Skipped('broken', `the mailbox cannot be opened (${message(error)})`)
    }
    yield* folderMembers(file, file.getRootFolder(), '', 0)
  } finally {
    file?.close()
    rmSync(path, { force: true })
  }
}

let copies = 0

/** The library reads from a file alone. */
function copy(bytes: Bytes, path: string): void {
  const file = openSync(path, 'w')
  try {
    for (let at = 0; at < bytes.size; at += 1 << 20) writeSync(file, bytes.slice(at, 1 << 20))
  } finally {
    closeSync(file)
  }
}

function* folderMembers(
  file: MailboxFile,
  folder: PSTFolder,
  path: string,
  depth: number,
): Generator<Member> {
  const within = path === '' ? '' : `${path}/`
  if (depth > DEEPEST) {
    yield {
      name: `${within}…`,
      skipped: new Skipped('too-deep', `its folders are more than ${DEEPEST} deep`),
    }
    return
  }
  let n = 0
  file.begin()
  try {
    for (
      let item: unknown = folder.getNextChild();
      item instanceof PSTMessage;
      item = folder.getNextChild()
    ) {
      const found = item
      n++
      yield { name: `${within}${n}`, reading: () => itemReading(found) }
      file.begin()
    }
  } catch (error) {
    yield {
      name: `${within}${n + 1}`,
      skipped: new Skipped('broken', `the folder cannot be read from here on (${message(error)})`),
    }
  }
  let folders: PSTFolder[] = []
  file.begin()
  try {
    folders = folder.hasSubfolders ? folder.getSubFolders() : []
  } catch (error) {
    yield {
      name: `${within}…`,
      skipped: new Skipped('broken', `its folders cannot be read (${message(error)})`),
    }
  }
  for (const inner of folders)
    yield* folderMembers(
      file,
      inner,
      `${within}${inner.displayName.replaceAll('/', '_') || 'folder'}`,
      depth + 1,
    )
}

const TEXTS: readonly [FactName, (item: PSTMessage) => string][] = [
  ['mail_class', item => item.messageClass],
  ['mail_subject', item => item.subject],
  ['mail_sender', item => item.senderName],
  ['mail_sender', item => item.senderEmailAddress],
  ['mail_from', item => item.sentRepresentingName],
  ['mail_from', item => item.sentRepresentingEmailAddress],
  ['mail_to', item => item.displayTo],
  ['mail_cc', item => item.displayCC],
  ['mail_bcc', item => item.displayBCC],
  ['mail_message_id', item => item.internetMessageId],
  ['mail_in_reply_to', item => item.inReplyToId],
  ['mail_return_path', item => item.returnPath],
]

const TIMES: readonly [FactName, (item: PSTMessage) => Date | null][] = [
  ['mail_submitted', item => item.clientSubmitTime],
  ['mail_delivered', item => item.messageDeliveryTime],
  ['mail_created', item => item.creationTime],
  ['mail_modified', item => item.modificationTime],
]

function itemReading(item: PSTMessage): DocumentReading {
  const facts: Fact[] = []
  const problems: string[] = []
  const locator = `item ${attempt(() => String(item.descriptorNodeId), '?')}`
  const add = (name: FactName, value: string, timeBasis: Fact['timeBasis'] = null) => {
    if (value !== '' && !facts.some(fact => fact.name === name && fact.value === value))
      facts.push({
        name,
        value,
        raw: value.slice(0, 400),
        locator: `${locator} ${name}`,
        decoder: 'pst-extractor',
        timeBasis,
      })
  }
  for (const [name, get] of TEXTS) add(name, clean(attempt(() => get(item), '')))
  for (const [name, get] of TIMES) {
    const time = attempt(() => get(item), null)
    const value = time ? isoTime(time.getTime(), 'utc') : null
    if (value) add(name, value, 'utc')
  }
  const headers = attempt(() => item.transportMessageHeaders, '')
  if (headers)
    facts.push(
      ...headerFacts(readHeaders(Buffer.from(headers, 'utf8')).headers, `${locator} transport headers`),
    )
  const inner: Inner[] = []
  const count = attempt(() => item.numberOfAttachments, 0)
  for (let n = 0; n < Math.min(count, 5000); n++) {
    const attachment = attempt(() => item.getAttachment(n), null)
    if (attachment) inner.push(...attached(attachment, n))
    else problems.push(`attachment ${n + 1} cannot be read`)
  }
  facts.push(counted(inner.length))
  const text = (attempt(() => item.body, '') || htmlText(attempt(() => item.bodyHTML, ''))).slice(0, LONGEST)
  return { format: 'msg', ...(/\S/.test(text) ? { text } : {}), facts, problems, encrypted: false, inner }
}

function attached(attachment: PSTAttachment, n: number): Inner[] {
  const name =
    clean(attempt(() => attachment.longFilename || attachment.filename || attachment.displayName, '')) ||
    `attachment ${n + 1}`
  const enclosed = attempt(() => attachment.embeddedPSTMessage, null)
  if (enclosed) return [{ name, reading: () => itemReading(enclosed) }]
  return [{ name, bytes: () => contents(attachment) }]
}

function contents(attachment: PSTAttachment): Bytes {
  const stream = attachment.fileInputStream
  if (!stream) throw new Skipped('broken', 'the attachment has no bytes')
  const size = Number(stream.length)
  if (!(size >= 0) || size > MOST_ATTACHMENT)
    throw new Skipped('too-large', `the attachment has ${size} bytes, more than are read at once`)
  const parts: Buffer[] = []
  let total = 0
  while (total < size) {
    const part = Buffer.alloc(Math.min(1 << 16, size - total))
    const read = stream.read(part)
    if (read <= 0) break
    parts.push(part.subarray(0, read))
    total += read
  }
  return memory(Buffer.concat(parts))
}

/** The library throws on what it cannot read: that one thing is then not known. */
function attempt<T>(get: () => T, otherwise: T): T {
  try {
    return get() ?? otherwise
  } catch {
    return otherwise
  }
}

const clean = (text: unknown): string => (typeof text === 'string' ? text.replaceAll('\0', '').trim() : '')
const message = (error: unknown): string => (error instanceof Error ? error.message.slice(0, 120) : 'unknown')
