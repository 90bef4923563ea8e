import Ajv2020 from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { API_CALLS } from '../../scripts/openapi/calls.ts'
import { buildOpenApi } from '../../scripts/openapi/document.ts'
import { CALLS } from '../../src/desk/api/routes.ts'
import { phoneCall, testSite } from '../fakes.ts'
import { newsroom } from './newsroom.ts'

type Operation = {
  operationId: string
  'x-role': string
  parameters?: ({ $ref: string } | { name: string })[]
  requestBody?: { required: boolean; content: Record<string, unknown> }
  responses: Record<string, { $ref?: string; description?: string; content?: Record<string, { schema: object }> }>
}
type OpenApi = { openapi: string; paths: Record<string, Record<string, Operation>>; components: Record<string, Record<string, object>> }

const api = JSON.parse(buildOpenApi()) as OpenApi
const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ call: `${method.toUpperCase()} ${path}`, operation })),
)

/** The document's own schemas, with what they refer to. */
const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true })
ajv.addSchema({ $id: 'api', components: api.components })
const accepts = (name: string, value: unknown) => {
  const validate = ajv.compile({ $ref: `api#/components/schemas/${name}` })
  return validate(value) ? [] : validate.errors
}

describe('the description of the API', () => {
  test('is OpenAPI 3.1', () => expect(api.openapi).toMatch(/^3\.1\./))

  test('has every call, and no other', () => {
    const routes = CALLS.map(({ method, path }) => `${method} /api${path.replace(/:(\w+)/g, '{$1}')}`)
    expect(operations.map(({ call }) => call).toSorted()).toEqual(routes.toSorted())
  })

  test('says each call’s role as the API enforces it', () => {
    for (const { method, path, needs } of CALLS) expect(API_CALLS[`${method} ${path.replace(/:(\w+)/g, '{$1}')}`]?.role, `${method} ${path}`).toBe(needs)
  })

  test('refers to nothing that is not in it', () => {
    const refs = [...JSON.stringify(api).matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref = '']) => ref)
    expect(refs.length).toBeGreaterThan(100)
    for (const ref of refs)
      expect(
        ref
          .slice(2)
          .split('/')
          .reduce<unknown>((inside, key) => (inside as Record<string, unknown> | undefined)?.[key], api),
        ref,
      ).toBeDefined()
  })

  test('names each piece of a path, and each call once', () => {
    expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(operations.length)
    for (const { call, operation } of operations) {
      const named = (operation.parameters ?? []).map((parameter) => ('$ref' in parameter ? (parameter.$ref.split('/').at(-1) ?? '') : parameter.name))
      for (const [, name] of call.matchAll(/\{(\w+)\}/g)) expect(named, call).toContain(name)
    }
  })

  test('has only schemas that are schemas', () => {
    for (const name of Object.keys(api.components.schemas ?? {})) expect(() => accepts(name, {}), name).not.toThrow()
  })

  test('describes articles and the site as they are', () => {
    expect(accepts('Article', phoneCall)).toEqual([])
    expect(accepts('Site', testSite)).toEqual([])
    expect(accepts('Article', { ...phoneCall, headline: undefined })).not.toEqual([])
    expect(accepts('Article', { ...phoneCall, body: [{ type: 'marquee' }] })).not.toEqual([])
    const list = (items: unknown[]) => ({ ...phoneCall, body: [{ type: 'list', items }] })
    expect(accepts('Article', list(['a', { text: 'b', list: { items: ['c'] } }]))).toEqual([])
    expect(accepts('Article', list([7]))).not.toEqual([])
  })

  test('describes what the API answers', async () => {
    const room = await newsroom()
    const calls: [method: string, path: string, described: string, body?: unknown][] = [
      ['PUT', '/api/articles/phone-call', '/api/articles/{slug}', phoneCall],
      ['PUT', '/api/articles/phone-call?validate=only&preview=1', '/api/articles/{slug}', phoneCall],
      ['GET', '/api/articles/phone-call', '/api/articles/{slug}'],
      ['GET', '/api/articles', '/api/articles'],
      ['GET', '/api/articles/phone-call/revisions', '/api/articles/{slug}/revisions'],
      ['GET', '/api/articles/phone-call/diff', '/api/articles/{slug}/diff'],
      ['POST', '/api/articles/phone-call/preview', '/api/articles/{slug}/preview'],
      ['PUT', '/api/articles/phone-call/publication', '/api/articles/{slug}/publication'],
      ['POST', '/api/articles/phone-call/checks', '/api/articles/{slug}/checks', { ...phoneCall, headline: 'Seven calls' }],
      ['POST', '/api/articles/phone-call/corrections', '/api/articles/{slug}/corrections', { text: 'A word was wrong.' }],
      ['DELETE', '/api/articles/phone-call/publication', '/api/articles/{slug}/publication'],
      ['DELETE', '/api/articles/phone-call/publication', '/api/articles/{slug}/publication'],
      ['PUT', '/api/articles/phone-call', '/api/articles/{slug}', { ...phoneCall, headline: 7 }],
      ['GET', '/api/articles/none', '/api/articles/{slug}'],
      ['GET', '/api/me', '/api/me'],
      ['POST', '/api/articles/phone-call/rename', '/api/articles/{slug}/rename', { slug: 'call' }],
      ['DELETE', '/api/articles/call/revisions/2', '/api/articles/{slug}/revisions/{revision}', { reason: 'A court ordered it.' }],
      ['GET', '/api/articles/call?revision=2', '/api/articles/{slug}'],
      ['DELETE', '/api/articles/call', '/api/articles/{slug}'],
      ['POST', '/api/articles/call/rename', '/api/articles/{slug}/rename', { slug: 'phone-call' }],
      ['GET', '/api/site', '/api/site'],
      ['PUT', '/api/site', '/api/site', testSite],
      ['PUT', '/api/house-style', '/api/house-style', { rules: [{ wrong: 'e-mail', right: 'email', why: 'Since 2011.' }] }],
      ['POST', '/api/house-style/rules', '/api/house-style/rules', { wrong: 'web site', right: 'website' }],
      ['GET', '/api/house-style', '/api/house-style'],
      ['PUT', '/api/authors/ann-lee', '/api/authors/{slug}', { name: 'Ann Lee', role: 'Reporter', contact: { email: 'ann@paper.example' } }],
      ['GET', '/api/authors/ann-lee', '/api/authors/{slug}'],
      ['GET', '/api/authors?q=an', '/api/authors'],
      ['POST', '/api/authors/ann-lee/rename', '/api/authors/{slug}/rename', { name: 'Ann Li' }],
      ['POST', '/api/topics/none/merge', '/api/topics/{slug}/merge', { into: 'other' }],
      ['GET', '/api/topics', '/api/topics'],
      ['PUT', '/api/redirects', '/api/redirects', { from: '/2019/05/x', to: '/world' }],
      ['PUT', '/api/redirects', '/api/redirects', { from: '/2019/05/y', status: 410 }],
      ['PUT', '/api/redirects', '/api/redirects', { from: '/2019/05/z' }],
      ['GET', '/api/redirects', '/api/redirects'],
      ['GET', '/api/redirects?from=/2019/05/x', '/api/redirects'],
      ['GET', '/api/redirects/report', '/api/redirects/report'],
      ['DELETE', '/api/redirects?from=/nothing', '/api/redirects'],
      ['GET', '/api/sections', '/api/sections'],
      ['PUT', '/api/front', '/api/front', { pins: ['phone-call', 'lost'] }],
      ['GET', '/api/front', '/api/front'],
      ['GET', '/api/campaigns', '/api/campaigns'],
      ['GET', '/api/tokens', '/api/tokens'],
      ['POST', '/api/tokens', '/api/tokens', { name: 'Ada', role: 'editor' }],
      ['GET', '/api/audit', '/api/audit'],
      ['POST', '/api/articles/mali/presence', '/api/articles/{slug}/presence', { tab: 'tab1' }],
      ['GET', '/api/articles/mali/audit', '/api/articles/{slug}/audit'],
      ['GET', '/api/calendar?from=2026-11-01T00:00:00Z&to=2026-12-01T00:00:00Z', '/api/calendar'],
      ['GET', '/api/calendar', '/api/calendar'],
      ['POST', '/api/bulk', '/api/bulk', { order: 'publish', slugs: ['mali', 'none'] }],
      ['GET', '/api/articles/mali/notes', '/api/articles/{slug}/notes'],
      ['POST', '/api/articles/mali/notes', '/api/articles/{slug}/notes', { text: 'Says who?', block: 1 }],
      ['GET', '/api/articles/mali/previews', '/api/articles/{slug}/previews'],
      ['GET', '/api/articles/mali/approvals', '/api/articles/{slug}/approvals'],
      ['POST', '/api/articles/mali/approvals', '/api/articles/{slug}/approvals'],
      ['GET', '/api/drafts', '/api/drafts'],
      ['GET', '/api/drafts/story:mali', '/api/drafts/{id}'],
      ['PUT', '/api/drafts/story:mali', '/api/drafts/{id}', { tab: 'tab1', sequence: 1, article: {} }],
      ['GET', '/api/pictures?q=ferry', '/api/pictures'],
      ['GET', '/api/pictures/0123456789abcdef0123456789abcdef', '/api/pictures/{id}'],
      ['PUT', '/api/pictures/0123456789abcdef0123456789abcdef', '/api/pictures/{id}', { alt: 'A tug', rights: { licence: 'none' } }],
      ['PUT', '/api/pictures/0123456789abcdef0123456789abcdef', '/api/pictures/{id}', { alt: '' }],
      ['POST', '/api/reprint', '/api/reprint'],
      ['POST', '/api/adopt', '/api/adopt'],
      ['GET', '/api/newsletters', '/api/newsletters'],
      ['GET', '/api/newsletters/daily/issues', '/api/newsletters/{list}/issues'],
      ['GET', '/api/newsletters/daily/issues/2026-11-26', '/api/newsletters/{list}/issues/{issue}'],
      ['GET', '/api/newsletters/daily/issues/2026-01-01', '/api/newsletters/{list}/issues/{issue}'],
      ['POST', '/api/newsletters/daily/issues', '/api/newsletters/{list}/issues', { articles: ['one'] }],
      ['POST', '/api/newsletters/hourly/issues', '/api/newsletters/{list}/issues'],
      ['POST', '/api/newsletters/daily/issues/2026-11-26/send', '/api/newsletters/{list}/issues/{issue}/send'],
      ['POST', '/api/newsletters/daily/issues/2026-11-26/schedule', '/api/newsletters/{list}/issues/{issue}/schedule', { at: '2020-01-01T00:00:00Z' }],
      ['POST', '/api/newsletters/daily/issues/2026-11-26/test', '/api/newsletters/{list}/issues/{issue}/test', { email: 'nobody' }],
      ['POST', '/api/newsletters/daily/issues/2026-11-26/batches/7', '/api/newsletters/{list}/issues/{issue}/batches/{batch}', { decision: 'skip' }],
      ['GET', '/api/newsletters/hourly/preview', '/api/newsletters/{list}/preview'],
      ['POST', '/api/subscribers/erase', '/api/subscribers/erase', { email: 'none@example.org' }],
      ['DELETE', '/api/subscribers/none@example.org', '/api/subscribers/{email}'],
      ['GET', '/api/subscribers', '/api/subscribers'],
      ['GET', '/api/consents', '/api/consents'],
    ]
    for (const [method, path, described, body] of calls) {
      const response = await room.ask(method, path, { body })
      const told = api.paths[described]?.[method.toLowerCase()]?.responses[response.status]
      expect(told, `${method} ${path} ${response.status}`).toBeDefined()
      const name = told?.$ref ? 'Problem' : (JSON.stringify(told?.content?.['application/json']?.schema).match(/schemas\/(\w+)/)?.[1] ?? '')
      expect(accepts(name, await response.json()), `${method} ${path} ${response.status} as ${name}`).toEqual([])
    }
  })

  const house = { id: 'house', advertiser: 'Ours', creatives: [{ id: 'one', href: '/newsletters', headline: 'Read us' }] }
  test.each([
    ['PUT', '/api/articles/phone-call?section=world', '/api/articles/{slug}', phoneCall],
    ['PUT', '/api/campaigns/house', '/api/campaigns/{id}', { kind: 'house', weight: 1, ...house }],
  ])('a body for %s %s has to have what the API demands of it, and no more', async (method, path, described, whole) => {
    const content = api.paths[described]?.[method.toLowerCase()]?.requestBody?.content['application/json']
    const name = JSON.stringify(content).match(/schemas\/(\w+)/)?.[1] ?? ''
    const { required = [] }: { required?: string[] } = api.components.schemas?.[name] ?? {}
    for (const field of Object.keys(whole)) {
      const { status } = await (await newsroom()).ask(method, path, { body: { ...whole, [field]: undefined } })
      expect(status === 422, field).toBe(required.includes(field))
    }
  })
})
