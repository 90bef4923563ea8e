/**
 * Counts old addresses that were used, and addresses that lead nowhere: where readers and search engines still go. Gathered in this isolate and
 * sent together; what is counted is an address and nothing about who asked. Nobody waits for it.
 */
import { isFreeAddress, spellOldAddress } from '../copy/old-address.ts'
import { OLD_ADDRESS_HEADER } from '../copy/old-address-header.ts'
import { within } from '../edition/within.ts'
import { type AddressCount, readershipOf } from './calls.ts'

const FLUSH_MS = 20_000
/** A flood of made-up addresses fills no memory, and is no more than so many rows. */
const MAX_ADDRESSES = 100
const PATIENCE_MS = 10_000
const MAX_CHARS = 300

/** What robots try on every site in the hope of a hole, and browsers for themselves. */
const PROBES =
  /\/(?:wp-(?:login|admin|includes|json|cron|config)|xmlrpc|phpmyadmin|cgi-bin|vendor|\.[a-z])|\.(?:env|git|sql|bak|zip|gz|yml|ini|map)$|^\/(?:favicon\.ico|apple-touch-icon[^/]*|-)$/

let gathered = new Map<string, AddressCount>()

/** Called after the answer. The first of many is a promise that waits until what was gathered with it is sent: for `waitUntil`. */
export function countAddress(request: Request, response: Response, env: Env, wait: Wait = (ms) => scheduler.wait(ms)): Promise<void> | undefined {
  const found = addressCounted(request, response)
  if (!found) return undefined
  const isFirst = gathered.size === 0
  const key = `${found.kind} ${found.address}`
  const known = gathered.get(key)
  if (known) known.count++
  else if (gathered.size < MAX_ADDRESSES) gathered.set(key, found)
  return isFirst ? tellAfter(wait, env) : undefined
}

type Wait = (ms: number) => Promise<unknown>

async function tellAfter(wait: Wait, env: Env) {
  await wait(FLUSH_MS)
  const counts = [...gathered.values()]
  gathered = new Map()
  try {
    await within(PATIENCE_MS, readershipOf(env).recordAddresses(counts))
  } catch (error) {
    console.log(JSON.stringify({ event: 'addresses-lost', addresses: counts.length, error: String(error) }))
  }
}

export function addressCounted({ method, url }: Request, { status, headers }: Response): AddressCount | undefined {
  if (method !== 'GET') return undefined
  const kind = status === 404 ? 'missing' : headers.has(OLD_ADDRESS_HEADER) ? 'used' : undefined
  const address = kind && addressIn(url)
  if (!kind || address === undefined) return undefined
  return kind === 'missing' && PROBES.test(address) ? undefined : { kind, address, count: 1 }
}

/** By URL: an address that many ask for is spelled once. */
const spelled = new Map<string, string | undefined>()

function addressIn(url: string): string | undefined {
  if (spelled.has(url)) return spelled.get(url)
  const address = countableIn(url)
  if (url.length <= MAX_CHARS) {
    if (spelled.size >= MAX_ADDRESSES) spelled.clear()
    spelled.set(url, address)
  }
  return address
}

/** An address with an @ may be somebody's. */
function countableIn(url: string): string | undefined {
  const { pathname, search } = new URL(url)
  const address = spellOldAddress(pathname + search)
  return address !== undefined && address.length <= MAX_CHARS && !address.includes('@') && isFreeAddress(address) ? address : undefined
}
