import { registrableDomain } from '../../importers/registrable.ts'
import type { Store } from '../store.ts'
import { HOSTS, LINKS } from './objects.ts'

/** `link`, every link of what is taken; and `site`, the registrable domains (the Public Suffix List's) of their hosts. */
export async function nameSites(store: Store): Promise<void> {
  await store.run(`CREATE OR REPLACE TABLE link AS ${LINKS}`)
  const hosts = await store.rows<{ host: string }>(HOSTS)
  await store.run('CREATE OR REPLACE TABLE site (host VARCHAR, domain VARCHAR)')
  await store.append(
    'site',
    hosts.map(({ host }) => [host, siteOf(host)]),
  )
}

/** Links behind a shortener may lead anywhere: the shortener itself is no site that anyone shares. */
const SHORTENERS = new Set([
  't.co',
  'bit.ly',
  'goo.gl',
  'ow.ly',
  'tinyurl.com',
  'fb.me',
  'dlvr.it',
  'buff.ly',
  'is.gd',
  'ift.tt',
  'lnkd.in',
  'j.mp',
  'tiny.cc',
  'cutt.ly',
  'rebrand.ly',
  'shorturl.at',
  'rb.gy',
  'v.gd',
  'tr.im',
  'trib.al',
  'po.st',
  'vk.cc',
])

function siteOf(host: string): string | null {
  const domain = registrableDomain(host) ?? host
  return SHORTENERS.has(domain) ? null : domain
}
