import { appendFileSync } from 'node:fs'
import { createRequire } from 'node:module'

// Loaded before anything else in a process and in those that it starts: every way out is refused, and written down.
const require = createRequire(import.meta.url)
const refuse = way =>
  function refused() {
    appendFileSync(process.env.SILLAGE_CALLS ?? '/dev/null', `${way}\n`)
    throw new Error(`The network is cut: ${way}.`)
  }
const { Socket } = require('node:net')
const connect = Socket.prototype.connect
/** A pipe of this machine (tsx has one) is no way out; every host is. */
Socket.prototype.connect = function (...given) {
  const [options] = Array.isArray(given[0]) ? given[0] : given
  return typeof options === 'object' && options?.path ? connect.apply(this, given) : refuse('connect')()
}
require('node:dgram').createSocket = refuse('udp')
const dns = require('node:dns')
for (const way of ['lookup', 'resolve', 'resolveTxt', 'resolve4', 'resolve6']) {
  dns[way] = refuse(`dns ${way}`)
  dns.promises[way] = refuse(`dns ${way}`)
}
globalThis.fetch = refuse('fetch')
appendFileSync(process.env.SILLAGE_CALLS ?? '/dev/null', 'loaded\n')
