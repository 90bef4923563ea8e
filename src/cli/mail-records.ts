/** Whether a domain says who may send its mail: SPF, DKIM and DMARC, asked by DNS over HTTPS (RFC 8484’s JSON form). */
import type { Environment } from './environment.ts'
import type { Finding } from './finding.ts'

const RESOLVER = 'https://cloudflare-dns.com/dns-query'
/** Under which names providers put their keys. Amazon SES makes up its own. */
const SELECTORS = ['resend', 'mail', 'brevo1', 'brevo2', 'cf2024-1', 'default', 'selector1', 's1', 'k1']

type Answer = { Answer?: { data: string }[] }

export async function mailFindings({ fetch }: Environment, domain: string, selector?: string): Promise<Finding[]> {
  const textsOf = async (name: string) => {
    const response = await fetch(`${RESOLVER}?name=${encodeURIComponent(name)}&type=TXT`, { headers: { Accept: 'application/dns-json' } })
    if (!response.ok) throw new Error(`HTTP ${response.status}`)
    const { Answer: found = [] } = (await response.json()) as Answer
    return found.map(({ data }) => data.replace(/"\s*"/g, '').replace(/^"|"$/g, ''))
  }
  try {
    const spf = (await textsOf(domain)).filter((text) => text.startsWith('v=spf1'))
    const dmarc = (await textsOf(`_dmarc.${domain}`)).filter((text) => text.startsWith('v=DMARC1'))
    const keys = await Promise.all((selector ? [selector] : SELECTORS).map((name) => textsOf(`${name}._domainkey.${domain}`)))
    return [spfFinding(domain, spf), dkimFinding(domain, keys.flat().length > 0, selector), dmarcFinding(domain, dmarc)]
  } catch (error) {
    return [
      {
        check: 'mail-records',
        level: 'advice',
        words: `The DNS records of ${domain} can’t be read (${error instanceof Error ? error.message : error}).`,
        todo: 'Try again, or look them up yourself.',
      },
    ]
  }
}

const spfFinding = (domain: string, found: string[]): Finding =>
  found.length === 1
    ? { check: 'spf', level: 'ok', words: `${domain} has an SPF record.` }
    : {
        check: 'spf',
        level: 'fault',
        words: `${domain} has ${found.length || 'no'} SPF record${found.length > 1 ? 's' : ''}.`,
        todo: 'Add exactly one TXT record "v=spf1 …" as your mail provider says (RFC 7208).',
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
