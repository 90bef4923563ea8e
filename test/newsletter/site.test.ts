import { describe, expect, test } from 'vitest'
import { parseWith } from '../../src/copy/parse.ts'
import { Site } from '../../src/copy/shapes/site.ts'
import { confirmationLetter } from '../../src/newsletter/letters/confirmation.tsx'
import { letterHeaders } from '../../src/newsletter/letters/headers.ts'
import { unsubscribePath } from '../../src/newsletter/subscribers/letter-links.ts'
import { testSite } from '../fakes.ts'

const withNewsletter = (more: object) => parseWith(Site, { ...testSite, newsletter: { ...testSite.newsletter, ...more } })
const BREAKS = ['\r\nBcc: all@evil.example', '\nBcc: all@evil.example', '\u2028Bcc: all@evil.example', '\u0000', '\u202e']

describe('what a publication says of its newsletters', () => {
  test.each(BREAKS)('never breaks a header: %j', (broken) => {
    const parsed = withNewsletter({
      from: { name: `Dateline${broken}`, address: 'letters@news.example' },
      publisher: { name: `Us${broken}`, postalAddress: `12 Walk${broken}` },
      lists: [{ slug: 'daily', name: `Daily${broken}` }],
    })
    if (!parsed.ok) return expect(parsed.flaws.length).toBeGreaterThan(0)
    const site = { ...parsed.value, name: 'The Test Line' }
    const { newsletter } = site
    const names = [newsletter?.from?.name, newsletter?.publisher?.name, newsletter?.publisher?.postalAddress, newsletter?.lists[0]?.name]
    expect(names.join('')).not.toMatch(/[\p{Cc}\u2028\u2029]/u)
    const { subject } = confirmationLetter({ site, purpose: 'confirm', lists: [newsletter?.lists[0]?.name ?? ''], link: 'https://news.example/x' })
    expect(subject).not.toMatch(/[\p{Cc}\u2028\u2029]/u)
    return expect(Object.values(letterHeaders({ site: site.url, list: 'daily', unsubscribeUrl: site.url + unsubscribePath('A-b_c') })).join('')).toMatch(
      /^[\x20-\x7e]+$/,
    )
  })

  test.each(BREAKS)('names no sender whose address has %j in it', (broken) => {
    expect(withNewsletter({ from: { address: `letters@news.example${broken}` } }).ok).toBe(false)
    expect(withNewsletter({ from: { address: `letters${broken}@news.example` } }).ok).toBe(false)
  })

  test.each(['confirm', 'preferences', 'unsubscribe', 'webhooks'])('calls no newsletter "%s", where the site has a page of its own', (slug) => {
    const parsed = withNewsletter({ lists: [{ slug, name: 'Daily' }] })
    expect(parsed.ok ? [] : parsed.flaws.map(({ pointer }) => pointer)).toEqual(['/newsletter/lists/0/slug'])
  })

  test('stays valid as it was before any of this', () => {
    const { from: _, ...before } = testSite.newsletter
    expect(parseWith(Site, { ...testSite, newsletter: before }).ok).toBe(true)
  })

  test('gets its schedule and policies right, or is told what to write', () => {
    const list = (more: object) => withNewsletter({ lists: [{ slug: 'daily', name: 'Daily', ...more }] })
    expect(list({ schedule: { days: ['monday'], at: '07:00' }, content: { max: 5, pinsFirst: true }, gate: { withheld: ['uk'] } }).ok).toBe(true)
    for (const wrong of [
      { schedule: { days: [], at: '07:00' } },
      { schedule: { days: ['monday'], at: '24:00' } },
      { schedule: { days: ['Mon'], at: '07:00' } },
      { kind: 'spam' },
      { content: { max: 0 } },
    ])
      expect(list(wrong).ok, JSON.stringify(wrong)).toBe(false)
    expect(withNewsletter({ gate: { withheldCountries: [], withheld: ['eu'] } }).ok).toBe(false)
  })
})

test('what a name in a letter holds is text, and no markup', () => {
  const site = { ...testSite, name: '<b>Line</b>', newsletter: { ...testSite.newsletter } } as unknown as Parameters<typeof confirmationLetter>[0]['site']
  const { html } = confirmationLetter({
    site,
    purpose: 'confirm',
    lists: ['<img src=x onerror=alert(1)>'],
    link: 'https://news.example/newsletters/confirm?t=A',
  })
  expect(html).not.toContain('<img')
  expect(html).not.toContain('<b>Line')
})
