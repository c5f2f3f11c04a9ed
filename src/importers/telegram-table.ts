import type { Head } from './head.ts'
import { defineImporter } from './importer.ts'
import { identifier, literal } from './sql.ts'
import { cellsOfColumn, plainName } from './table-columns.ts'
import { flatDetected, telegramMessages } from './telegram-channel.ts'
import { FLAT_NAMES, FLAT_TIMES } from './telegram-flat.ts'
import { readTimes } from './times.ts'

/** What tables call what scrapers' JSON has under other names; minet's and TGStat's among them. */
const ALIASES: Readonly<Record<string, string>> = {
  link_to_message: 'link',
  user: 'channel_title',
  message_date: 'date',
  shares: 'forwards',
  reply_to_msg: 'reply_to_msg_id',
  'channel.username': 'channel_username',
  'channel.title': 'channel_title',
}

const KNOWN = new Set(FLAT_NAMES)
const TYPED: ReadonlySet<string> = new Set(['text', 'message', 'content', 'message_text', 'caption'])

/** Our names of a message's fields → the table's columns. */
function columnsOf(head: Head): Map<string, string> {
  const found = new Map<string, string>()
  for (const column of head.columns) {
    const name = KNOWN.has(column) ? column : (ALIASES[plainName(column)] ?? plainName(column))
    if (KNOWN.has(name) && !found.has(name)) found.set(name, column)
  }
  return found
}

const recordsOf = (head: Head) => {
  const columns = [...columnsOf(head)].map(([name, column]) => [name, head.columns.indexOf(column)] as const)
  return head.rows.map(row => Object.fromEntries(columns.map(([name, place]) => [name, row[place] ?? ''])))
}

export const telegramTable = defineImporter({
  id: 'telegram-table',
  title:
    'Telegram messages as tables: Telethon scripts, minet, TGStat, any with the message’s address or the channel’s number',
  reads: 'table',
  detect: head => {
    if (head.shape !== 'table' && head.shape !== 'parquet') return null
    const found = flatDetected(recordsOf(head))
    return found && found.sure > 0.8 ? { ...found, sure: 0.85 } : null
  },
  select: (head, { tz, timeFormat }) => {
    const columns = columnsOf(head)
    const told = FLAT_TIMES.find(name => columns.has(name)) ?? 'date'
    const column = columns.get(told)
    const time = readTimes(column ?? told, cellsOfColumn(head, column), tz ?? 'UTC', timeFormat)
    const fields = [...columns].map(([name, theirs]) => {
      // Any text is a text; elsewhere "NA" and "None" are a collector's "not stated".
      const cell = TYPED.has(name) ? `nullif(${identifier(theirs)}, '')` : `stated(${identifier(theirs)})`
      return `${literal(name)}, ${name === told ? time.sql(cell) : cell}`
    })
    return {
      ...telegramMessages(`SELECT "row", json_object(${fields.join(', ')}) AS json FROM raw`, tz),
      notes: [time.note],
    }
  },
})
