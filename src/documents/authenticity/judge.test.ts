import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { keyName } from './archived-key.ts'
import { recordOf } from './sign.ts'
import { archived, DOMAIN, edPair, judgedWith, MAIL, MAY_5, rsaPair, signed } from './testing.ts'

const pair = rsaPair(1024)
const key = archived(pair.publicKey)
const codes = (mail: string, keys = [key], judging = {}) => {
  const { verdict, signatures } = judgedWith(mail, keys, judging)
  return [verdict, ...(signatures[0]?.reasons.map(reason => reason.code) ?? [])]
}

describe('each verdict has a message of its own', () => {
  test('a whole signature by the sender’s domain, with a key seen on that day, is an anchored pass', () => {
    const dated = archived(pair.publicKey, { firstSeen: MAY_5 - 9e9, lastSeen: MAY_5 + 9e9 })
    const mail = judgedWith(signed(pair.privateKey), [dated])
    expect(mail.verdict).toBe('ANCHORED-PASS')
    expect(mail.messageId).toBe(`<1@${DOMAIN}>`)
    expect(mail.signatures).toMatchObject([
      { domain: DOMAIN, selector: 'may', algorithm: 'rsa-sha256', bits: 1024, reasons: [] },
    ])
    expect(mail.proves.en).toContain('it does not prove who wrote it')
    expect(mail.proves.fr).toContain('ne prouve ni qui')
  })

  test('a signature over a part of the body is a partial pass once more follows', () => {
    const mail = signed(pair.privateKey, { length: 20 })
    expect(codes(mail)).toEqual(['PARTIAL-PASS', 'beyond-length', 'key-undated'])
    expect(judgedWith(mail, [key]).because[0]?.en).toMatch(/^\d+ bytes of the body lie beyond/)
  })

  test('a word changed in the body is an altered body', () => {
    const mail = signed(pair.privateKey).replace('noon', 'nine')
    expect(codes(mail)).toEqual(['BODY-ALTERED', 'body-differs', 'head-holds'])
  })

  test('a word changed in a signed header is an altered header', () => {
    expect(codes(signed(pair.privateKey).replace('Lunch', 'Bribe'))).toEqual([
      'HEADER-ALTERED-OR-WRONG-KEY',
      'head-fails',
    ])
  })

  test('the key of someone else is a wrong key', () => {
    expect(codes(signed(rsaPair(1024).privateKey))).toEqual(['HEADER-ALTERED-OR-WRONG-KEY', 'head-fails'])
  })

  test('without a record there is no key, and no suspicion', () => {
    expect(codes(signed(pair.privateKey), [])).toEqual(['NO-KEY', 'no-record'])
    expect(judgedWith(signed(pair.privateKey), []).proves.en).toContain('no sign of forgery')
  })

  test('a revoked record is no key, and says so', () => {
    const revoked = { ...key, record: 'v=DKIM1; k=rsa; p=' }
    const { verdict, because } = judgedWith(signed(pair.privateKey), [revoked])
    expect([verdict, because[0]?.en]).toEqual([
      'NO-KEY',
      'The record cannot be used: the key is revoked (p= is empty).',
    ])
  })

  test('mail without a signature is unsigned, and so is one whose signature cannot be read', () => {
    expect(codes(MAIL)).toEqual(['UNSIGNED'])
    expect(codes(`DKIM-Signature: v=1; a=rot13; d=x; s=y\n${MAIL}`)).toEqual([
      'UNSIGNED',
      'unreadable-signature',
    ])
  })

  test('a key of 512 bits and a SHA-1 are weak', () => {
    const short = rsaPair(512)
    expect(codes(signed(short.privateKey), [archived(short.publicKey)])).toEqual([
      'WEAK-KEY',
      'weak-key',
      'key-undated',
    ])
    expect(codes(signed(pair.privateKey, { hash: 'sha1' }))).toEqual(['WEAK-KEY', 'weak-hash', 'key-undated'])
  })

  test('a signature by a key whose private half was published proves nothing, unless the bytes were in hand before', () => {
    const published = archived(pair.publicKey, { privateKeyPublished: MAY_5 + 9e10 })
    const mail = signed(pair.privateKey)
    expect(codes(mail, [published])).toEqual(['KEY-LATER-PUBLISHED', 'private-key-published', 'key-undated'])
    expect(codes(mail, [published], { heldSince: MAY_5 + 8e10 })[0]).toBe('ANCHORED-PASS')
    expect(codes(mail, [published], { heldSince: MAY_5 + 9.1e10 })[0]).toBe('KEY-LATER-PUBLISHED')
    // Published under a second entry of the same key: it is the key that counts.
    expect(codes(mail, [key, published])[0]).toBe('KEY-LATER-PUBLISHED')
  })
})

describe('an injection is never an anchored pass', () => {
  const base = signed(pair.privateKey)
  const injected = [
    'From: Boss <boss@ville.example>',
    'Subject: Fraud',
    'To: eve@x.example',
    'Date: Sat, 6 May 2017 12:00:00 +0200',
  ]
  test.each(injected)('a second %s on top', line => {
    expect(codes(`${line}\r\n${base}`)).toEqual(['PARTIAL-PASS', 'injected-header', 'key-undated'])
  })
  test.each(injected)('a second %s at the end of the head', line => {
    expect(codes(base.replace('\r\n\r\n', `\r\n${line}\r\n\r\n`))[0]).toBe('HEADER-ALTERED-OR-WRONG-KEY')
  })
  test.each(injected)('%s where no header of that name was signed', line => {
    const name = line.split(':')[0]?.toLowerCase() ?? ''
    const names = ['from', 'to', 'subject', 'date', 'message-id'].filter(other => other !== name)
    expect(codes(signed(pair.privateKey, { names }))).toContain('unsigned-header')
    expect(codes(`${line}\r\n${signed(pair.privateKey, { names })}`)[0]).toBe('PARTIAL-PASS')
  })
  test.each([
    ['white space before the colon', 'Subject : Fraud\r\n'],
    ['another case', 'sUBJECT: Fraud\r\n'],
    ['a line end that only some programs see', 'X-Note: a\rSubject: Fraud\r\n'],
    ['a name with a sign in it that is not shown', 'Subject\u0000: Fraud\r\n'],
    ['a line that is no header', 'Subject Fraud\r\n'],
    ['a second reply address', 'Reply-To: a@x.example\r\nReply-To: b@x.example\r\n'],
    ['a second content type', 'Content-Type: text/html\r\nContent-Type: text/plain\r\n'],
    ['a copy to someone', 'Cc: eve@x.example\r\n'],
  ])('%s hides none', (_, line) => {
    expect(codes(line + base)[0]).toBe('PARTIAL-PASS')
  })
  test('over-signing keeps a header out altogether', () => {
    const names = ['from', 'from', 'to', 'subject', 'date', 'message-id']
    const mail = signed(pair.privateKey, { names })
    expect(codes(mail)[0]).toBe('ANCHORED-PASS')
    expect(codes(`From: Boss <boss@ville.example>\r\n${mail}`)[0]).toBe('HEADER-ALTERED-OR-WRONG-KEY')
  })
  test('servers on the way may add their own fields', () => {
    const names = ['received', 'from', 'to', 'subject', 'date', 'message-id']
    const hop = 'Received: from mx by maison.example; Fri, 5 May 2017 12:00:09 +0200\r\n'
    expect(codes(hop + signed(pair.privateKey, { names }))[0]).toBe('ANCHORED-PASS')
  })
})

describe('whose signature it is', () => {
  test('a forger’s own domain vouches for nobody else', () => {
    const mail = signed(pair.privateKey, { domain: 'forger.example' })
    const forgers = { ...key, name: keyName('may', 'forger.example') }
    expect(codes(mail, [forgers])).toEqual(['PARTIAL-PASS', 'other-domain', 'key-undated'])
  })
  test('a second sender in the same header is a stranger too', () => {
    const mail = signed(pair.privateKey, {}, MAIL.replace('From: Ann', 'From: "mayor@capital.example" '))
    expect(codes(mail)).toContain('other-domain')
  })
  test('a subdomain belongs to its organisation, two sites of one host do not', () => {
    const sub = MAIL.replace('<ann@ville', '<ann@news.ville')
    expect(codes(signed(pair.privateKey, {}, sub))[0]).toBe('ANCHORED-PASS')
    const tenants = MAIL.replace('<ann@ville.example>', '<ann@a.github.io>')
    const theirs = { ...key, name: keyName('may', 'b.github.io') }
    expect(codes(signed(pair.privateKey, { domain: 'b.github.io' }, tenants), [theirs])).toContain(
      'other-domain',
    )
  })
  test('an identity outside the signing domain is said', () => {
    expect(codes(signed(pair.privateKey, { identity: '@else.example' }))).toContain('other-identity')
    expect(codes(signed(pair.privateKey, { identity: `ann@news.${DOMAIN}` }))[0]).toBe('ANCHORED-PASS')
    const strict = { ...key, record: `${key.record}; t=s` }
    expect(codes(signed(pair.privateKey, { identity: `ann@news.${DOMAIN}` }), [strict])).toContain(
      'other-identity',
    )
  })
})

describe('at the time of receipt', () => {
  test('an expired signature, a retired key and one not yet seen are told apart', () => {
    const mail = signed(pair.privateKey)
    const seen = (firstSeen: number, lastSeen: number) => [archived(pair.publicKey, { firstSeen, lastSeen })]
    expect(codes(signed(pair.privateKey, { expiresAt: MAY_5 - 1000 }))).toContain('expired')
    expect(codes(signed(pair.privateKey, { expiresAt: MAY_5 + 9000 }))[0]).toBe('ANCHORED-PASS')
    expect(codes(mail, seen(MAY_5 - 9e9, MAY_5 - 8e9))).toEqual(['PARTIAL-PASS', 'key-retired'])
    expect(codes(mail, seen(MAY_5 + 8e9, MAY_5 + 9e9))).toEqual(['PARTIAL-PASS', 'key-not-yet-seen'])
  })
  test('a key seen before and after was there in between', () => {
    const before = archived(pair.publicKey, { firstSeen: MAY_5 - 9e9, lastSeen: MAY_5 - 8e9 })
    const after = archived(pair.publicKey, { firstSeen: MAY_5 + 8e9, lastSeen: MAY_5 + 9e9 })
    expect(codes(signed(pair.privateKey), [before, after])).toEqual(['ANCHORED-PASS'])
  })
  test('of several keys of a selector the one that fits is used', () => {
    const other = archived(rsaPair(1024).publicKey)
    expect(codes(signed(pair.privateKey), [other, key])[0]).toBe('ANCHORED-PASS')
  })
  test('a signature that says it is younger than the receipt is said', () => {
    expect(codes(signed(pair.privateKey, { signedAt: MAY_5 + 3 * 86_400_000 }))).toContain(
      'signed-after-receipt',
    )
    expect(codes(signed(pair.privateKey, { signedAt: MAY_5 - 60_000 }))[0]).toBe('ANCHORED-PASS')
  })
  test('without Received, the signed time counts before Date; without any, dates cannot be held against the key', () => {
    const unreceived = MAIL.replace(/^Received.*\n/, '')
    const dated = [archived(pair.publicKey, { firstSeen: MAY_5 + 8e9, lastSeen: MAY_5 + 9e9 })]
    expect(codes(signed(pair.privateKey, { signedAt: MAY_5 + 8.5e9 }, unreceived), dated)).toEqual([
      'ANCHORED-PASS',
    ])
    expect(codes(signed(pair.privateKey, {}, unreceived), dated)).toContain('key-not-yet-seen')
    const timeless = unreceived.replace(/Date.*\n/, '')
    expect(codes(signed(pair.privateKey, {}, timeless), dated)).toContain('no-receipt')
  })
  test('where servers are trusted by name, only their Received fields count', () => {
    const forged = `Received: by evil.example; Mon, 1 Jan 2001 00:00:00 +0000\r\n${signed(pair.privateKey)}`
    const dated = [archived(pair.publicKey, { firstSeen: MAY_5 - 9e9, lastSeen: MAY_5 + 9e9 })]
    expect(codes(forged, dated)).toContain('key-not-yet-seen')
    expect(codes(forged, dated, { trustedHosts: ['mx.maison.example'] })).toEqual(['ANCHORED-PASS'])
  })
})

describe('how it is signed and stored', () => {
  test.each([
    ['relaxed', 'relaxed'],
    ['relaxed', 'simple'],
    ['simple', 'relaxed'],
    ['simple', 'simple'],
  ] as const)('%s/%s holds, whichever line ends the copy has', (head, body) => {
    const mail = signed(pair.privateKey, { head, body })
    expect(codes(mail)[0]).toBe('ANCHORED-PASS')
    expect(codes(mail.replaceAll('\r\n', '\n'))[0]).toBe('ANCHORED-PASS')
    expect(codes(`\ufeffFrom ann Fri May  5 12:00:00 2017\n${mail}`.replace('\ufeff', 'ï»¿'))[0]).toBe(
      'ANCHORED-PASS',
    )
  })
  test('Ed25519 holds', () => {
    const ed = edPair()
    expect(codes(signed(ed.privateKey), [archived(ed.publicKey)])[0]).toBe('ANCHORED-PASS')
    expect(codes(signed(ed.privateKey).replace('Lunch', 'Bribe'), [archived(ed.publicKey)])[0]).toBe(
      'HEADER-ALTERED-OR-WRONG-KEY',
    )
  })
  test('white space is nothing to relaxed and something to simple', () => {
    const spaced = (mail: string) =>
      mail.replace('we  meet', 'we meet').replace('Subject: Lunch', 'SUBJECT:  Lunch')
    expect(codes(spaced(signed(pair.privateKey)))[0]).toBe('ANCHORED-PASS')
    expect(codes(spaced(signed(pair.privateKey, { body: 'simple' })))[0]).toBe('BODY-ALTERED')
    expect(codes(spaced(signed(pair.privateKey, { head: 'simple' })))[0]).toBe('HEADER-ALTERED-OR-WRONG-KEY')
  })
  test('what an mbox does to “From” is taken back', () => {
    const mail = signed(pair.privateKey, {}, `${MAIL}From here on\n`).replace('From here', '>From here')
    expect(codes(mail)).toEqual(['ANCHORED-PASS', 'key-undated', 'mbox-quoting'])
  })
  test('a body without a last line end, an empty body and none at all hold', () => {
    for (const body of ['no end', '', '\n\n\n'])
      for (const how of ['simple', 'relaxed'] as const) {
        const mail = signed(pair.privateKey, { body: how }, MAIL.slice(0, MAIL.indexOf('\n\n') + 2) + body)
        expect(codes(mail)[0], JSON.stringify([body, how])).toBe('ANCHORED-PASS')
      }
    expect(codes(signed(pair.privateKey, {}, MAIL.slice(0, MAIL.indexOf('\n\n') + 1)))[0]).toBe(
      'ANCHORED-PASS',
    )
  })
  test('a body shorter than what was signed is altered', () => {
    const mail = signed(pair.privateKey, { length: 30 })
    expect(codes(mail.slice(0, mail.indexOf('meet')))[0]).toBe('BODY-ALTERED')
  })
  test('the best of several signatures is the message’s', () => {
    const twice = signed(rsaPair(1024).privateKey, {}, signed(pair.privateKey))
    const { verdict, signatures } = judgedWith(twice, [key])
    expect([verdict, signatures.map(one => one.verdict)]).toEqual([
      'ANCHORED-PASS',
      ['HEADER-ALTERED-OR-WRONG-KEY', 'ANCHORED-PASS'],
    ])
  })
  test('an altered body is told from a missing key even where both are so', () => {
    expect(codes(signed(pair.privateKey).replace('noon', 'nine'), [])).toEqual([
      'BODY-ALTERED',
      'body-differs',
      'no-record',
    ])
  })
  test('a key for other hashes, other services or of another kind is not used', () => {
    const with_ = (tags: string) => [{ ...key, record: key.record.replace('v=DKIM1;', `v=DKIM1; ${tags};`) }]
    expect(codes(signed(pair.privateKey), with_('h=sha1'))).toEqual(['NO-KEY', 'unusable-key'])
    expect(codes(signed(pair.privateKey), with_('s=tlsrpt'))).toEqual(['NO-KEY', 'unusable-key'])
    expect(codes(signed(pair.privateKey), [archived(edPair().publicKey)])).toEqual(['NO-KEY', 'unusable-key'])
    expect(codes(signed(pair.privateKey), with_('h=sha1:sha256; s=email; t=y'))[0]).toBe('ANCHORED-PASS')
  })
  test('a key published bare, as RSAPublicKey, is read', () => {
    const bare = pair.publicKey.export({ format: 'der', type: 'pkcs1' }).toString('base64')
    expect(codes(signed(pair.privateKey), [{ ...key, record: `p=${bare}` }])[0]).toBe('ANCHORED-PASS')
  })
})

test('hostile messages are judged in no time', () => {
  const many = (count: number, text: string) => text.repeat(count)
  const hostile = [
    many(20_000, 'DKIM-Signature: v=1; a=rsa-sha256; d=a.example; s=b; h=from; bh=AA==; b=AA==\r\n'),
    `DKIM-Signature:${many(500_000, ' ;')}\r\n`,
    `${many(1_000_000, ' ')}:x\r\n`,
    `X:${many(1_000_000, ' ')}\r\n`,
    `DKIM-Signature: v=1; a=rsa-sha256; d=${DOMAIN}; s=may; bh=AA==; b=AA==; h=${many(300_000, 'x:')}from\r\n`,
    `From: ${many(300_000, '@(')}\r\n`,
    `Received: ${many(300_000, '(by ')}\r\n`,
  ]
  const since = performance.now()
  for (const head of hostile)
    expect(judgedWith(`${head}${signed(pair.privateKey)}`, [key]).verdict).toMatch(/^[A-Z-]+$/)
  expect(performance.now() - since).toBeLessThan(20_000)
})

test('the sentences let nothing out of the data but harmless names', () => {
  const evil = signed(pair.privateKey, {}, MAIL.replace('<ann@ville.example>', 'ann@\u001b[31m\u202eevil'))
  for (const { en, fr } of judgedWith(evil, [key]).because) expect(en + fr).not.toMatch(/\p{Cc}|\u202e/u)
})

test('two runs give the same', () => {
  const mail = signed(pair.privateKey, { signedAt: MAY_5 })
  const told = () =>
    createHash('sha256')
      .update(JSON.stringify(judgedWith(mail, [key])))
      .digest('hex')
  expect(told()).toBe(told())
  expect(recordOf(pair.publicKey)).toBe(key.record)
})
