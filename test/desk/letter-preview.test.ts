/** A letter looked at before anybody gets it. */
import Ajv2020 from 'ajv/dist/2020.js'
import { beforeEach, describe, expect, test } from 'vitest'
import { buildOpenApi } from '../../scripts/openapi/document.ts'
import { forget } from '../../src/edition/edition.ts'
import { phoneCall } from '../fakes.ts'
import { newsroom, problemOf } from './newsroom.ts'

const SENT = { id: 1, slug: '2026-11-09', list: 'daily', kind: 'digest', subject: 'Before', at: '2026-11-09T23:00:00Z', articles: ['old-story'] }
const mailingList = (items: object[]) => ({
  MAILING_LIST: { idFromName: (name: string) => name, get: () => ({ sentIssues: async () => items }) },
})

let asked: string[] = []

async function roomWith({ sent = [] as object[], stories = ['phone-call'] } = {}) {
  forget()
  asked = []
  const room = await newsroom(mailingList(sent))
  Object.assign(room.press, {
    liveArticles: async (slugs: string[]) =>
      slugs.map((slug) => {
        const kept = room.press.articles.get(slug)
        return kept?.state === 'published' ? { article: kept.revisions.at(-1)?.article, formerSlugs: [] } : null
      }),
    publishedSince: async (at: string) => {
      asked.push(at)
      return {
        entries: stories.map((slug) => ({ path: `/world/${slug}`, publishedAt: '2026-11-10T16:05:00Z', headline: slug, lastModified: '2026-11-10T16:05:00Z' })),
        changedAt: 1,
      }
    },
  })
  for (const slug of stories) await room.ask('PUT', `/api/articles/${slug}?publish=now`, { body: { ...phoneCall, slug, headline: `On ${slug}` } })
  return room
}

beforeEach(() => forget())

describe('an editor', () => {
  test('sees a digest of what came out since the last issue, and of nothing that was in it', async () => {
    const room = await roomWith({ sent: [SENT], stories: ['phone-call', 'old-story'] })
    const response = await room.ask('GET', '/api/newsletters/daily/preview', { as: 'editor' })
    expect(response.status).toBe(200)
    const html = await response.text()
    expect(html).toContain('On phone-call')
    expect(html).not.toContain('On old-story')
    expect(html).not.toContain('.invalid/')
    expect(asked).toEqual(['2026-11-09T22:45:00Z'])
  })

  test('sees one story whole, with words of their own before it', async () => {
    const room = await roomWith()
    const query = new URLSearchParams({ kind: 'story', articles: 'phone-call', introduction: 'Read <i>this</i>.', subject: 'A call' })
    const html = await (await room.ask('GET', `/api/newsletters/daily/preview?${query}`, { as: 'editor' })).text()
    for (const words of ['<title>A call</title>', 'this</i>.', 'both ends of it said so', 'wrong day']) expect(html).toContain(words)
  })

  test('gets it in plain text, and as JSON with both, as the description of the API says', async () => {
    const room = await roomWith()
    const text = await room.ask('GET', '/api/newsletters/daily/preview?format=text', { as: 'editor' })
    expect(text.headers.get('content-type')).toMatch(/^text\/plain/)
    expect(await text.text()).toContain('On phone-call\n---')
    const letter = await (await room.ask('GET', '/api/newsletters/daily/preview?format=json', { as: 'editor' })).json()
    const { components } = JSON.parse(buildOpenApi()) as { components: object }
    const ajv = new Ajv2020({ strict: false, validateFormats: false })
    ajv.addSchema({ $id: 'api', components })
    const validate = ajv.compile({ $ref: 'api#/components/schemas/Letter' })
    expect(validate(letter), JSON.stringify(validate.errors)).toBe(true)
    expect(letter).toMatchObject({ subject: 'On phone-call', articles: ['phone-call'] })
  })

  test('is told what is wrong, and of whom', async () => {
    const room = await roomWith({ stories: [] })
    const problemAt = async (path: string) => problemOf(await room.ask('GET', path, { as: 'editor' }))
    expect(await problemAt('/api/newsletters/none/preview')).toMatchObject({ status: 404 })
    expect(await problemAt('/api/newsletters/daily/preview')).toMatchObject({ status: 409, reason: 'no-articles' })
    expect(await problemAt('/api/newsletters/daily/preview?articles=never-filed')).toMatchObject({ status: 422, flaws: [{ pointer: '/articles' }] })
    expect(await problemAt('/api/newsletters/daily/preview?kind=story&articles=a,b')).toMatchObject({ status: 422 })
    expect(await problemAt('/api/newsletters/daily/preview?kind=postcard')).toMatchObject({ status: 422, flaws: [{ pointer: '/kind' }] })
    expect(await problemAt('/api/newsletters/daily/preview?articles=No%20Slug')).toMatchObject({ status: 422 })
  })
})

test('a letter that is looked at runs nothing, sends nothing, is kept by nobody, and only we may frame it', async () => {
  const room = await roomWith()
  const { headers } = await room.ask('GET', '/api/newsletters/daily/preview', { as: 'editor' })
  const policy = headers.get('content-security-policy') ?? ''
  expect(policy).toMatch(/default-src 'none'.*frame-ancestors 'self'.*sandbox/)
  expect(policy).not.toMatch(/script-src|allow-scripts|allow-same-origin|allow-forms/)
  expect(headers.get('cache-control')).toBe('no-store')
  expect(headers.get('speculation-rules')).toBeNull()
})

test('a reporter sees no letter', async () => {
  const room = await roomWith()
  expect((await room.ask('GET', '/api/newsletters/daily/preview', { as: 'reporter' })).status).toBe(403)
})
