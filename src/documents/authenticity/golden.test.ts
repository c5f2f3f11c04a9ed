import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { byName } from './archived-key.ts'
import { judgeMail } from './judge.ts'
import { jsonKeys } from './key-json.ts'

/** The message and the keys of RFC 8463, appendix A: signed by others, with both algorithms and over-signing. */
const MESSAGE = `DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;
 d=football.example.com; i=@football.example.com;
 q=dns/txt; s=brisbane; t=1528637909; h=from : to :
 subject : date : message-id : from : subject : date;
 bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
 b=/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus
 Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==
DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;
 d=football.example.com; i=@football.example.com;
 q=dns/txt; s=test; t=1528637909; h=from : to : subject :
 date : message-id : from : subject : date;
 bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
 b=F45dVWDfMbQDGHJFlXUNB2HKfbCeLRyhDXgFpEL8GwpsRe0IeIixNTe3
 DhCVlUrSjV4BwcVcOF6+FF3Zo9Rpo1tFOeS9mPYQTnGdaSGsgeefOsk2Jz
 dA+L10TeYt9BgDfQNZtKdN1WO//KgIqXP7OdEFE4LjFYNcUxZQ4FADY+8=
From: Joe SixPack <joe@football.example.com>
To: Suzie Q <suzie@shopping.example.net>
Subject: Is dinner ready?
Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)
Message-ID: <20030712040037.46341.5F8J@football.example.com>

Hi.

We lost the game.  Are you hungry yet?

Joe.
`
const KEYS = JSON.stringify({
  'brisbane._domainkey.football.example.com': {
    TXT: [['v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=']],
  },
  'test._domainkey.football.example.com': {
    TXT: [
      [
        'v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWR',
        'iGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQiY/J16JYi0Qvx/byYzCNb3W91y3FutAC',
        'DfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3',
        'Ip3G+2kryOTIKT+l/K4w3QIDAQAB',
      ],
    ],
  },
})

const keys = byName(jsonKeys(KEYS, 'rfc8463.json').keys)
const judged = (text: string) =>
  judgeMail(Buffer.from(text), { keys }).signatures.map(({ algorithm, verdict }) => `${algorithm} ${verdict}`)

test('the message of RFC 8463 passes with both of its signatures', () => {
  expect(judged(MESSAGE)).toEqual(['ed25519-sha256 ANCHORED-PASS', 'rsa-sha256 ANCHORED-PASS'])
})

test('it fails with both once it is changed', () => {
  const both = (verdict: string) => [`ed25519-sha256 ${verdict}`, `rsa-sha256 ${verdict}`]
  expect(judged(MESSAGE.replace('hungry', 'angry'))).toEqual(both('BODY-ALTERED'))
  expect(judged(MESSAGE.replace('dinner', 'lunch'))).toEqual(both('HEADER-ALTERED-OR-WRONG-KEY'))
  // It signs From, Subject and Date once more than they stand, so that none can be put on top; To is signed once.
  for (const line of ['From: a@b.example', 'Subject: no', 'Date: Sat, 12 Jul 2003 00:00:00 +0000'])
    expect(judged(`${line}\n${MESSAGE}`), line).toEqual(both('HEADER-ALTERED-OR-WRONG-KEY'))
  expect(judged(`To: a@b.example\n${MESSAGE}`)).toEqual(both('PARTIAL-PASS'))
})

const SAMPLES = new URL('../../../../shared/data/mail/', import.meta.url)
test.skipIf(!existsSync(SAMPLES))('the body of every real message hashes to what its signers signed', () => {
  const files = readdirSync(SAMPLES).filter(name => name.endsWith('.eml'))
  const reasons = files.flatMap(name =>
    judgeMail(readFileSync(new URL(name, SAMPLES)), { keys }).signatures.flatMap(one =>
      one.reasons.map(({ code }) => `${name} ${code}`),
    ),
  )
  expect(files.length).toBeGreaterThan(10)
  expect(reasons.length).toBeGreaterThan(15)
  expect(reasons.filter(reason => !/ (no-record|key-undated)$/.test(reason))).toEqual([])
})
