import { expect, test } from 'vitest'
import { telegramTable } from './telegram-table.ts'
import { imported, sample } from './testing.ts'

test('Telethon’s columns: messages of the channel that they name, with ids as everywhere', async () => {
  const { detection, posts } = await imported(telegramTable, sample('telegram-table-telethon.csv'))
  expect(detection).toEqual({ sure: 0.85, saw: 'messages with ids of Telegram’s channels (-100…)' })
  expect(posts).toMatchObject([
    {
      row: '1',
      platform: 'telegram',
      post_id: '1234567890/55',
      account_id: '-1001234567890',
      at: String(Date.parse('2023-05-05T18:49:01Z')),
      kind: 'post',
      text: 'gras #Fuite 🌊\nzweite Zeile',
      views: '1200',
      reposts: '7',
    },
    { post_id: '1234567890/56', kind: 'reply', parent_id: '1234567890/55', text: 'شكرا' },
    // A person's message: the table does not say in which chat.
    { problem: 'not a message of a chat: it names no chat' },
  ])
})

test('TGStat’s columns: days with dots, the channel by its address', async () => {
  const { posts, accounts } = await imported(telegramTable, sample('telegram-table-tgstat.csv'), {
    tz: 'Europe/Moscow',
  })
  expect(posts).toMatchObject([
    {
      post_id: 'invented_channel/55',
      at: String(Date.parse('2023-05-05T15:41:00Z')),
      text: 'Leak',
      reposts: '7',
    },
    { post_id: 'invented_channel/56', text: null },
  ])
  expect(accounts).toMatchObject([{ account_id: 'invented_channel', name: 'Invented Channel' }])
})

test('minet’s columns', async () => {
  const { posts } = await imported(telegramTable, sample('telegram-table-minet.csv'))
  expect(posts).toMatchObject([
    { post_id: 'invented_channel/55', at: String(Date.parse('2023-05-05T18:41:00Z')), views: '1200' },
  ])
})
