/** Stand-ins for providers: they answer by a script, and remember what they were asked. */
import type { Fetcher } from '../../../src/newsletter/delivery/http-answer.ts'

export type Asked = { url: string; headers: Headers; body: Record<string, unknown> & unknown[] }
type Answer = (asked: Asked, number: number) => Response | Promise<Response>

export function fakeProvider(answer: Answer) {
  const asked: Asked[] = []
  const fetcher: Fetcher = async (request) => {
    const text = await request.text()
    const one = { url: request.url, headers: request.headers, body: (text ? JSON.parse(text) : null) as Asked['body'] }
    asked.push(one)
    return answer(one, asked.length - 1)
  }
  return { asked, fetcher }
}

/** What goes wrong between any two machines. `says`: what is known of the letters then. */
export const TROUBLES: readonly [string, { answer: Answer; says: object }][] = [
  ['hangs', { answer: () => new Promise<never>(() => {}), says: { result: 'uncertain', reason: expect_('no answer') } }],
  ['breaks the connection', { answer: () => Promise.reject(new TypeError('fetch failed')), says: { result: 'uncertain' } }],
  ['sends its head and hangs', { answer: () => new Response(new ReadableStream({ start() {} }), { status: 200 }), says: { result: 'uncertain' } }],
  ['breaks off its answer', { answer: () => new Response('{"data":[{"id":"a"', { status: 200 }), says: { result: 'uncertain' } }],
  ['answers with a page', { answer: () => new Response('<h1>Welcome</h1>', { status: 200 }), says: { result: 'uncertain' } }],
  ['answers with nothing', { answer: () => new Response(null, { status: 204 }), says: { result: 'uncertain' } }],
  ['answers with null', { answer: () => Response.json(null), says: { result: 'uncertain' } }],
  ['answers without end', { answer: () => new Response('x'.repeat(1_100_000)), says: { result: 'uncertain' } }],
  [
    'sends us elsewhere',
    { answer: () => new Response(null, { status: 302, headers: { Location: 'https://elsewhere.example/' } }), says: { result: 'uncertain' } },
  ],
  ['breaks', { answer: () => new Response('Internal error', { status: 500 }), says: { result: 'uncertain' } }],
  ['is away', { answer: () => new Response('', { status: 503 }), says: { result: 'uncertain' } }],
  ['is behind a gateway', { answer: () => new Response('', { status: 504 }), says: { result: 'uncertain' } }],
  [
    'is asked too often',
    {
      answer: () => Response.json({ message: 'slow' }, { status: 429, headers: { 'Retry-After': '17' } }),
      says: { result: 'deferred', retryAfterSeconds: 17 },
    },
  ],
  ['is asked too often and does not say until when', { answer: () => new Response('', { status: 429 }), says: { result: 'deferred', retryAfterSeconds: 60 } }],
  ['does not know our key', { answer: () => Response.json({ message: 'no' }, { status: 401 }), says: { result: 'deferred' } }],
  ['does not let our key do this', { answer: () => Response.json({ message: 'no' }, { status: 403 }), says: { result: 'deferred' } }],
]

function expect_(text: string) {
  return { asymmetricMatch: (value: unknown) => typeof value === 'string' && value.includes(text) }
}
