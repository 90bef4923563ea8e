/** Whether a domain says who may send its mail: SPF, DKIM and DMARC, asked by DNS over HTTPS (RFC 8484’s JSON form). */
import { domainToASCII } from 'node:url'
import type { Environment } from './environment.ts'
import type { Finding } from './finding.ts'

const RESOLVER = 'https://cloudflare-dns.com/dns-query'
/** Under which names providers put their keys. Amazon SES makes up its own. */
const SELECTORS = ['resend', 'mail', 'brevo1', 'brevo2', 'cf2024-1', 'default', 'selector1', 's1', 'k1']

/** `Status`: of DNS (RFC 1035 4.1.1). Names that lead elsewhere are answered with the CNAME as well as with what it leads to. */
type Answer = { Status: number; Answer?: { type: number; data: string }[] }
const NO_ERROR = 0
const NO_SUCH_NAME = 3
const TXT = 16

export async function mailFindings({ fetch }: Environment, from: string, selector?: string): Promise<Finding[]> {
  const domain = domainToASCII(from) || from
  const textsOf = async (name: string) => {
    const response = await fetch(`${RESOLVER}?name=${encodeURIComponent(name)}&type=TXT`, { headers: { Accept: 'application/dns-json' } })
    if (!response.ok) throw new Error(`HTTP ${response.status}`)
    const { Status, Answer: found = [] } = (await response.json()) as Answer
    if (Status !== NO_ERROR && Status !== NO_SUCH_NAME) throw new Error(`DNS status ${Status}`)
    return found.filter(({ type }) => type === TXT).map(({ data }) => textIn(data))
  }
  try {
    const spf = (await textsOf(domain)).filter((text) => /^v=spf1(?: |$)/i.test(text))
    const keys = await Promise.all((selector ? [selector] : SELECTORS).map((name) => textsOf(`${name}._domainkey.${domain}`)))
    return [spfFinding(domain, spf), dkimFinding(domain, keys.flat().some(isKey), selector), dmarcFinding(domain, await policiesOf(domain, textsOf))]
  } catch (error) {
    return [
      {
        check: 'mail-records',
        level: 'advice',
        words: `The DNS records of ${from} can’t be read (${error instanceof Error ? error.message : error}).`,
        todo: 'Try again, or look them up yourself.',
      },
    ]
  }
}

/** A long text comes in several strings, each in quotes (RFC 1035 5.1), which belong together without a space (RFC 7208 3.3). */
function textIn(data: string) {
  if (!data.startsWith('"')) return data
  const strings = [...data.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, string = '']) => string)
  return strings.join('').replace(/\\(?:(\d{3})|(.))/g, (_, code, letter) => letter ?? String.fromCharCode(code))
}

/** A text that a wildcard gives to every name is no key, and a key that was revoked is empty (RFC 6376 3.6.1). */
const isKey = (text: string) => /(?:^|;)\s*p\s*=\s*[^;\s]/.test(text)

/** A name without a policy has that of the domain above it (RFC 7489 6.6.3). */
async function policiesOf(domain: string, textsOf: (name: string) => Promise<string[]>): Promise<string[]> {
  const labels = domain.split('.')
  for (let at = 0; at <= Math.max(labels.length - 2, 0); at++) {
    const found = (await textsOf(`_dmarc.${labels.slice(at).join('.')}`)).filter((text) => /^v\s*=\s*DMARC1\s*(?:;|$)/.test(text))
    if (found.length > 0) return found
  }
  return []
}

function spfFinding(domain: string, found: string[]): Finding {
  if (found.length === 1) return { check: 'spf', level: 'ok', words: `${domain} has an SPF record.` }
  if (found.length > 1)
    return {
      check: 'spf',
      level: 'fault',
      words: `${domain} has ${found.length} SPF records, so none of them counts.`,
      todo: 'Make them one TXT record "v=spf1 …" (RFC 7208).',
    }
  return {
    check: 'spf',
    level: 'advice',
    words: `${domain} has no SPF record. It needs none if your mail provider returns bounces to a name of its own, as Resend does to send.${domain}.`,
    todo: 'See which records your mail provider asks for.',
  }
}

const dkimFinding = (domain: string, isThere: boolean, selector: string | undefined): Finding =>
  isThere
    ? { check: 'dkim', level: 'ok', words: `${domain} has a DKIM key.` }
    : {
        check: 'dkim',
        level: selector ? 'fault' : 'advice',
        words: selector ? `${domain} has no DKIM key under ${selector}._domainkey.` : `${domain} has no DKIM key under a name that we know.`,
        todo: 'Add the record that your mail provider shows; name its selector with --dkim NAME to check it.',
      }

const dmarcFinding = (domain: string, found: string[]): Finding =>
  found.length === 1
    ? { check: 'dmarc', level: 'ok', words: `${domain} has a DMARC record.` }
    : {
        check: 'dmarc',
        level: 'fault',
        words: `${domain} has ${found.length ? 'several' : 'no'} DMARC record${found.length ? 's' : ''}. Large mail providers refuse newsletters without one.`,
        todo: `Add one TXT record at _dmarc.${domain}: "v=DMARC1; p=none; rua=mailto:…".`,
      }
