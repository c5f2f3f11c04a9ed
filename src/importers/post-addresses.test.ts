import { expect, test } from 'vitest'
import { platformOfAddresses } from './post-addresses.ts'

test('the posts’ own addresses tell their platform', () => {
  expect(platformOfAddresses(['https://x.com/ann/status/12', ''], ['12', '13'])).toBe('x')
  expect(platformOfAddresses(['https://t.me/s/ann_channel/5', 'https://t.me/ann_channel/6'], [])).toBe(
    'telegram',
  )
  expect(
    platformOfAddresses(['at://did:plc:a/app.bsky.feed.post/3k'], ['at://did:plc:a/app.bsky.feed.post/3k']),
  ).toBe('bluesky')
  expect(platformOfAddresses([], [])).toBeUndefined()
})

test('an address that does not hold the row’s id is one that it shares, and tells nothing', () => {
  expect(
    platformOfAddresses(['https://youtu.be/aaaaaaaaaaa', 'https://youtu.be/bbbbbbbbbbb'], ['1', '2']),
  ).toBeUndefined()
})
