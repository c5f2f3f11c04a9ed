import { expect, test } from 'vitest'
import { readMessage } from './message.ts'
import { mailTime, receiptOf } from './receipt.ts'

test.each([
  ['Fri, 5 May 2017 20:49:00 +0200', '2017-05-05T18:49:00.000Z'],
  ['5 May 2017 20:49 +0200', '2017-05-05T18:49:00.000Z'],
  ['Fri, 11 Jul 2003 21:00:37 -0700 (PDT)', '2003-07-12T04:00:37.000Z'],
  ['Thu, 8 Mar 2005 17:40:36 EDT', '2005-03-08T21:40:36.000Z'],
  ['Fri, 05 May 17 18:49:00 GMT', '2017-05-05T18:49:00.000Z'],
  ['Fri, 05 May 99 18:49:00', '1999-05-05T18:49:00.000Z'],
  ['Fri, (a remark) 5 May 2017 18:49:00 -0000', '2017-05-05T18:49:00.000Z'],
])('%s is %s', (text, at) => {
  expect(new Date(mailTime(text) ?? 0).toISOString()).toBe(at)
})

test.each(['', 'yesterday', '2017-05-05', '5 Mai 2017 20:49'])('%j is no time', text => {
  expect(mailTime(text)).toBe(null)
})

const mail = (...fields: string[]) => readMessage(Buffer.from(`${fields.join('\r\n')}\r\n\r\n`))
const hop = (by: string, day: number) =>
  `Received: from x (y; z)\r\n\tby ${by} with SMTP id a;\r\n\tFri, ${day} May 2017 12:00:00 +0000`

test('the topmost Received counts, then the signed time, then Date', () => {
  const message = mail(hop('mx.a.example', 7), hop('mx.b.example', 6), 'Date: Fri, 5 May 2017 12:00:00 +0000')
  expect(receiptOf(message, 1)).toEqual({ at: Date.UTC(2017, 4, 7, 12), from: 'received' })
  expect(receiptOf(message, 1, ['MX.B.example'])).toEqual({ at: Date.UTC(2017, 4, 6, 12), from: 'received' })
  expect(receiptOf(message, 1, ['mx.c.example'])).toEqual({ at: 1, from: 'signature' })
  expect(receiptOf(message, null, ['mx.c.example'])).toEqual({ at: Date.UTC(2017, 4, 5, 12), from: 'date' })
  expect(receiptOf(mail('From: a'), null)).toBe(null)
})
