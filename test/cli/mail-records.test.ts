import { expect, test } from 'vitest'
import type { Environment } from '../../src/cli/environment.ts'
import { mailFindings } from '../../src/cli/mail-records.ts'

const KEY = `k=rsa; p=${'MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQ'.repeat(6)}`

/** `name type data`, as a zone file and a resolver's answer have them. `*` is every name below that has nothing of its own. */
type Zone = [name: string, type: 'TXT' | 'CNAME', data: string][]

const TYPES = { CNAME: 5, TXT: 16 }

/** Answers as Cloudflare's resolver does: a CNAME and what it leads to, strings in quotes, status 3 for a name that isn't there. */
function resolver(zone: Zone, status?: number): Environment {
  const look = (name: string): { name: string; type: number; data: string }[] => {
    const own = zone.filter(([known]) => known === name)
    const wild = own.length > 0 ? own : zone.filter(([known]) => known.startsWith('*.') && name.endsWith(known.slice(1)))
    return wild.flatMap(([, type, data]) => [{ name, type: TYPES[type], data }, ...(type === 'CNAME' ? look(data.replace(/\.$/, '')) : [])])
  }
  const fetch = async (url: string) => {
    const found = look(new URL(url).searchParams.get('name') ?? '')
    return Response.json({ Status: status ?? (found.length > 0 ? 0 : 3), ...(found.length > 0 && { Answer: found }) })
  }
  // It is asked for nothing else.
  return { fetch } as unknown as Environment
}

const DMARC: Zone[number] = ['_dmarc.news.example', 'TXT', '"v=DMARC1; p=quarantine; rua=mailto:dmarc@news.example"']
const SPF: Zone[number] = ['news.example', 'TXT', '"v=spf1 include:_spf.google.com include:amazonses.com ~all"']
const SITE: Zone[number] = ['news.example', 'TXT', '"google-site-verification=abc"']

async function levels(zone: Zone, { domain = 'news.example', selector, status }: { domain?: string; selector?: string; status?: number } = {}) {
  const found = await mailFindings(resolver(zone, status), domain, selector)
  return Object.fromEntries(found.map(({ check, level }) => [check, level]))
}

const WELL = { spf: 'ok', dkim: 'ok', dmarc: 'ok' }

test.each<[string, Zone, object?, object?]>([
  ['a domain with everything is well', [SITE, SPF, ['default._domainkey.news.example', 'TXT', `"v=DKIM1; ${KEY}"`], DMARC], WELL],
  [
    'Resend’s bounces go to a name of its own, so the domain itself needs no SPF',
    [SITE, ['send.news.example', 'TXT', '"v=spf1 include:amazonses.com ~all"'], ['resend._domainkey.news.example', 'TXT', `"${KEY}"`], DMARC],
    { ...WELL, spf: 'advice' },
  ],
  [
    'Brevo’s keys are found where their CNAMEs lead',
    [SPF, ['brevo1._domainkey.news.example', 'CNAME', 'b1.news-example.dkim.brevo.com.'], ['b1.news-example.dkim.brevo.com', 'TXT', `"${KEY}"`], DMARC],
    WELL,
  ],
  [
    'a CNAME that leads nowhere is no key',
    [SPF, ['brevo1._domainkey.news.example', 'CNAME', 'b1.news-example.dkim.brevo.com.'], DMARC],
    { ...WELL, dkim: 'advice' },
  ],
  ['a long key comes in two strings', [SPF, ['mail._domainkey.news.example', 'TXT', `"v=DKIM1; ${KEY.slice(0, 7)}" "${KEY.slice(7)}"`], DMARC], WELL],
  ['a revoked key is no key', [SPF, ['mail._domainkey.news.example', 'TXT', '"v=DKIM1; p="'], DMARC], { ...WELL, dkim: 'advice' }],
  [
    'what a wildcard says to every name is neither key nor policy',
    [SPF, ['*.news.example', 'TXT', '"v=spf1 -all"']],
    { spf: 'ok', dkim: 'advice', dmarc: 'fault' },
  ],
  [
    'letters’ own name has the policy of the domain above it',
    [['letters.news.example', 'TXT', '"v=spf1 -all"'], ['s1._domainkey.letters.news.example', 'TXT', `"${KEY}"`], DMARC],
    WELL,
    { domain: 'letters.news.example' },
  ],
  ['two SPF records are none', [SPF, SPF, ['mail._domainkey.news.example', 'TXT', `"${KEY}"`], DMARC], { ...WELL, spf: 'fault' }],
  ['two policies are none', [SPF, ['mail._domainkey.news.example', 'TXT', `"${KEY}"`], DMARC, DMARC], { ...WELL, dmarc: 'fault' }],
  [
    'a key is looked for under the selector that was named',
    [SPF, ['mail._domainkey.news.example', 'TXT', `"${KEY}"`], DMARC],
    { ...WELL, dkim: 'fault' },
    { selector: 'x7' },
  ],
  [
    'a name in another script is asked for as DNS has it',
    [['xn--zrich-kva.example', 'TXT', '"v=spf1 -all"']],
    { spf: 'ok', dkim: 'advice', dmarc: 'fault' },
    { domain: 'zürich.example' },
  ],
  ['a resolver that fails says nothing about the domain', [], { 'mail-records': 'advice' }, { status: 2 }],
])('%s', async (_, zone, expected, asked) => {
  expect(await levels(zone, asked)).toEqual(expected)
})
