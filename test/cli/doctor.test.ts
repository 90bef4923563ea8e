import { describe, expect, test } from 'vitest'
import { atTheDesk } from './at-the-desk.ts'
import type { Sent } from './fake-api.ts'

const NOW = Date.parse('2026-11-26T10:00:00Z')
const ALL = ['EDITION', 'PRESS', 'MAILING_LIST', 'READERSHIP', 'PICTURES', 'IMAGES', 'ASSETS', 'SIGN_UPS', 'SIGN_INS', 'READS', 'READS_OF_STORY']

const aSite = () => ({
  role: 'admin',
  health: 200,
  checks: [{ name: 'printing', ok: true, words: 'Everything is in KV.' }] as { name: string; ok: boolean; words: string; todo?: string }[],
  bindings: Object.fromEntries(ALL.map((name) => [name, true])) as Record<string, boolean>,
  settings: { ADMIN_TOKEN_HASH: true } as Record<string, boolean>,
  values: { MAIL_CONFIRMATIONS: 'resend', MAIL_LETTERS: 'resend' } as Record<string, string>,
  url: 'https://news.example',
  missing: undefined as { address: string; count: number }[] | undefined,
  records: {
    'news.example': ['"v=spf1 include:x -all"'],
    '_dmarc.news.example': ['"v=DMARC1; p=none"'],
    'resend._domainkey.news.example': ['"p=abc"'],
  } as Record<string, string[]>,
})
type Site = ReturnType<typeof aSite>

async function examined(change: (site: Site) => unknown = () => {}, ...args: string[]) {
  const site = aSite()
  change(site)
  const desk = await atTheDesk()
  desk.api.before = ({ path, query }: Sent) => {
    if (path === '/health') return new Response('{}', { status: site.health, headers: { Date: new Date(NOW).toUTCString() } })
    if (path === '/api/redirects/report' && site.missing) return Response.json({ days: 30, used: [], missing: site.missing })
    if (path === '/api/me') return Response.json({ name: 'Ada', role: site.role })
    if (path === '/dns-query') return Response.json({ Status: 0, Answer: (site.records[query.name ?? ''] ?? []).map((data) => ({ type: 16, data })) })
    const { checks, bindings, settings, values, url } = site
    const setup = { bindings, settings, values, site: { url, from: 'news.example' } }
    return Response.json({ checks, ...(site.role === 'admin' && { setup }) }, { status: checks.every(({ ok }) => ok) ? 200 : 503 })
  }
  const done = await desk.newsdesk(['doctor', '--json', '--url', 'https://news.example', ...args], { now: () => NOW })
  return { code: done.code, found: done.json() as { check: string; level: string; todo?: string }[] }
}

describe('newsdesk doctor', () => {
  test('finds no fault with a deployment that is well', async () => {
    const { code, found } = await examined()
    expect(found.filter(({ level }) => level !== 'ok')).toEqual([])
    expect(found.map(({ check }) => check)).toEqual(['site', 'clock', 'token', 'printing', 'bindings', 'origin', 'spf', 'dkim', 'dmarc'])
    expect(code).toBe(0)
  })

  test.each<[string, (site: Site) => unknown, string[]]>([
    ['site', (site) => (site.health = 503), []],
    ['printing', (site) => (site.checks = [{ name: 'printing', ok: false, words: 'Late.', todo: 'Look.' }]), []],
    ['bindings', (site) => (site.bindings.PICTURES = false), []],
    ['environment', (site) => (site.settings.DATELINE_ENV = true), []],
    ['origin', (site) => (site.url = 'https://old.example'), []],
    ['spf', (site) => site.records['news.example']?.push('"v=spf1 -all"'), []],
    ['dmarc', (site) => delete site.records['_dmarc.news.example'], []],
    ['dkim', () => {}, ['--dkim', 'other']],
    ['free-plan', () => {}, ['--free-plan']],
  ])('names a fault of %s with what to do, and ends with 1', async (check, change, args) => {
    const { code, found } = await examined(change, ...args)
    const faults = found.filter(({ level }) => level === 'fault')
    expect(faults.map((one) => one.check)).toEqual([check])
    expect(faults[0]?.todo).toBeTruthy()
    expect(code).toBe(1)
  })

  test('names the addresses that readers ask for most and don’t find, which is no fault', async () => {
    const { code, found } = await examined((site) => (site.missing = [812, 300, 29].map((count, at) => ({ address: `/lost/${at}`, count }))))
    expect(found.find(({ check }) => check === 'addresses')).toMatchObject({
      level: 'advice',
      words: '2 addresses that readers asked for 30 times or more in 30 days lead nowhere: /lost/0 (812 times), /lost/1 (300 times).',
      todo: expect.stringContaining('newsdesk redirects add'),
    })
    expect(code).toBe(0)
    const quiet = await examined((site) => (site.missing = [{ address: '/lost', count: 3 }]))
    expect(quiet.found.find(({ check }) => check === 'addresses')?.level).toBe('ok')
  })

  test('of somebody who is no admin looks at less, and says so', async () => {
    const { code, found } = await examined((site) => (site.role = 'reporter'))
    expect(found.at(-1)).toMatchObject({ check: 'setup', level: 'advice' })
    expect(code).toBe(0)
  })
})
