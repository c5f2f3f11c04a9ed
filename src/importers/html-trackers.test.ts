import { expect, test } from 'vitest'
import { readPage } from './html-page.ts'

const trackers = (html: string) => readPage(html, 'https://site.example/page').trackers

test('the ids of measuring and advertising accounts are read from a page’s code', () => {
  expect(
    trackers(`<html><head>
      <script async src="https://www.googletagmanager.com/gtag/js?id=G-AB12CD34EF"></script>
      <script>ga('create','UA-12345678-2','auto'); fbq('init', '123456789012')</script>
      <script>(function(w,d,s,l,i){})(window,document,'script','dataLayer','GTM-ABC1234')</script>
      <noscript><iframe src="https://www.googletagmanager.com/ns.html?id=GTM-ABC1234"></iframe></noscript>
      <meta name="google-adsense-account" content="ca-pub-1234567890123456">
      </head><body><ins data-ad-client="ca-pub-6543210987654321"></ins>
      <img src="https://mc.yandex.ru/watch/7654321"></body></html>`).sort(),
  ).toEqual([
    'G-AB12CD34EF',
    'GTM-ABC1234',
    'UA-12345678-2',
    'ca-pub-1234567890123456',
    'ca-pub-6543210987654321',
    'pixel-123456789012',
    'yandex-7654321',
  ])
})

test('what a page says to its readers, and whom it links to, names no account of its own', () => {
  expect(
    trackers(
      '<body><p>They share UA-12345678-2 and ca-pub-1234567890123456.</p><a href="https://x.example/?id=GTM-ABC1234" data-x="UA-1111-1">x</a></body>',
    ),
  ).toEqual([])
})

test('a page stuffed with ids, or with one endless script, is read in time', () => {
  const ids = Array.from({ length: 5000 }, (_, i) => `'UA-${10000 + i}-1'`).join()
  expect(trackers(`<script>${ids}</script>`)).toHaveLength(40)
  expect(trackers(`<script>${'G-'.repeat(1_000_000)}</script>`)).toEqual([])
})
