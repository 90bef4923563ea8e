import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CALLS } from '../../src/desk/api/routes.ts'
import { phoneCall } from '../fakes.ts'
import { newsroom, problemOf } from './newsroom.ts'

/** An article with one of its parts put out of shape. */
const misshapen = fc
  .tuple(fc.constantFrom(...Object.keys(phoneCall), 'ninjs', 'seo', 'updates', 'translations', '__proto__'), fc.jsonValue({ maxDepth: 4 }))
  .map(([field, value]) => {
    const text = JSON.stringify(phoneCall)
    return `${text.slice(0, -1)},${JSON.stringify(field)}:${JSON.stringify(value)}}`
  })

test('whatever JSON is filed, the answer is an article or a problem that says where', async () => {
  const room = await newsroom()
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.json(), misshapen, fc.string()),
      fc.constantFrom('application/json', 'text/markdown', 'application/ninjs+json'),
      async (body, type) => {
        const response = await room.ask('PUT', '/api/articles/phone-call?section=world', { body, type })
        if (response.ok) return
        const said = await problemOf(response)
        expect([400, 404, 409, 422]).toContain(said.status)
        if (said.status === 422 && type !== 'application/ninjs+json') expect(said.flaws?.length).toBeGreaterThan(0)
      },
    ),
    { numRuns: 400 },
  )
})

test('whatever is sent to whatever address, nothing breaks', async () => {
  const room = await newsroom()
  const piece = fc.oneof(
    fc.constantFrom('phone-call', 'a b', '..', '%00', '%E0%A4%A', 'x'.repeat(600), '__proto__', 'é'),
    fc.string({ maxLength: 12 }).map(encodeURIComponent),
  )
  // The deep check says by 503 what a room like this one is without.
  const writes = CALLS.filter(({ path }) => path !== '/pictures' && path !== '/openapi.json' && path !== '/health')
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...writes),
      piece,
      fc.string({ maxLength: 40 }).map(encodeURIComponent),
      fc.json({ maxDepth: 3 }),
      async ({ method, path }, name, value, body) => {
        const query = `?at=${value}&limit=${value}&cursor=${value}&revision=${value}&state=${value}&q=${value}`
        const response = await room.ask(method, `/api${path.replace(/:\w+/, name)}${query}`, method === 'GET' ? {} : { body })
        expect(response.status, `${method} ${path} ${name} ${value} ${body}`).toBeLessThan(500)
      },
    ),
    { numRuns: 600 },
  )
})

test('whatever headers come, a filing is taken or refused', async () => {
  const room = await newsroom()
  const text = fc.string({ maxLength: 20 }).filter((value) => /^[\x20-\x7e]*$/.test(value))
  await fc.assert(
    fc.asyncProperty(text, text, text, text, async (match, noneMatch, key, accept) => {
      const headers = {
        ...(match && { 'If-Match': match }),
        ...(noneMatch && { 'If-None-Match': noneMatch }),
        ...(key && { 'Idempotency-Key': key }),
        Accept: accept,
      }
      expect((await room.ask('PUT', '/api/articles/phone-call', { body: phoneCall, headers })).status).toBeLessThan(500)
      expect((await room.ask('GET', '/api/articles/phone-call', { headers })).status).toBeLessThan(500)
    }),
    { numRuns: 200 },
  )
})
