import { expect, test } from 'vitest'
import { fetcherOfOld } from '../../../src/cli/moving-in/fetch-old.ts'
import { environmentFor } from '../at-the-desk.ts'

const NOW = environmentFor('/').now()

function asking(answer: (times: number, url: URL, init: RequestInit | undefined) => Response | Promise<Response>) {
  const waits: number[] = []
  const said: string[] = []
  let times = 0
  const fetchOld = fetcherOfOld(
    {
      ...environmentFor('/'),
      fetch: async (input, init) => await answer(++times, new URL(String(input)), init),
      wait: async (ms) => void waits.push(ms),
    },
    { allowPrivate: false, resolve: async () => ['93.184.216.34'], say: (sentence) => void said.push(sentence) },
  )
  return { waits, said, ask: (address = 'https://old.example/a.jpg') => fetchOld(address, 1000), times: () => times }
}

const failing =
  (code: string, message = 'x') =>
  () => {
    throw new TypeError('fetch failed', { cause: Object.assign(new Error(message), { code }) })
  }

test('an old site that is busy is asked again when it says, be it in seconds or by the clock, and the editor hears of long waits', async () => {
  const busy = (after: string) => asking((times) => (times === 1 ? new Response('', { status: 429, headers: { 'Retry-After': after } }) : new Response('x')))
  const [soon, later] = [busy('7'), busy(new Date(NOW + 240_000).toUTCString())]
  expect([await soon.ask(), await later.ask()]).toMatchObject([{ ok: true }, { ok: true }])
  expect([soon.waits, later.waits]).toEqual([[7000], [240_000]])
  expect([soon.said, later.said]).toEqual([[], ['old.example asks to be left alone for 240 seconds. Waiting …']])
})

test('one that wants hours is not waited for, and the report says what to do', async () => {
  const { ask, waits } = asking(() => new Response('', { status: 429, headers: { 'Retry-After': '7200' } }))
  expect(await ask()).toEqual({ ok: false, why: 'The old site answered 429: it’s asked too often. Run the same command again later.' })
  expect(waits).toEqual([])
})

test('one that never answers is asked a few times, and not once more for every picture', async () => {
  const { ask, times } = asking(() => {
    throw new DOMException('No byte came.', 'TimeoutError')
  })
  for (let n = 0; n < 30; n++) expect(await ask(`https://old.example/${n}.jpg`)).toMatchObject({ ok: false })
  expect(times()).toBe(32)
  expect(await ask()).toEqual({ ok: false, why: 'old.example failed 8 times in a row and was not asked again.' })
})

test('endless bytes are not read to their end', async () => {
  let sent = 0
  const endless = () =>
    new Response(
      new ReadableStream({
        pull(controller) {
          sent += 400
          controller.enqueue(new Uint8Array(400))
        },
      }),
    )
  expect(await asking(endless).ask()).toMatchObject({ ok: false, why: expect.stringContaining('larger than') })
  expect(sent).toBeLessThan(5000)
})

test('a host that redirects in a circle is left after a few steps', async () => {
  const { ask, times } = asking((n) => new Response(null, { status: 302, headers: { Location: `/b${n % 2}.jpg` } }))
  expect(await ask()).toEqual({ ok: false, why: 'Its address redirects too often.' })
  expect(times()).toBeLessThan(10)
})

test('an address with a password in it is asked for without it', async () => {
  const { ask } = asking((_, url) => new Response(url.href))
  expect(await ask('https://ann:secret@old.example/a.jpg')).toMatchObject({ ok: true, address: 'https://old.example/a.jpg' })
})

test.each([
  ['CERT_HAS_EXPIRED', 'The security certificate of old.example has expired. Have it renewed, or use --uploads with a copy of its files.'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'The security certificate of old.example is another host’s.'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'The security certificate of old.example can’t be verified.'],
  ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'old.example has no working https.'],
  ['ENOTFOUND', 'There is no host old.example any more: use --uploads with a copy of its files.'],
  ['ECONNREFUSED', 'old.example refuses connections: its web server isn’t running.'],
  ['UND_ERR_HEADERS_TIMEOUT', 'old.example didn’t answer in time.'],
])('%s is told in words that say what to do', async (code, why) => {
  expect(await asking(failing(code)).ask()).toMatchObject({ ok: false, why: expect.stringContaining(why) })
})

test('no line of OpenSSL’s source is shown to an editor', async () => {
  const words = '00A8D3F1:error:0A000410:SSL routines:ssl3_read_bytes:ssl/tls alert handshake failure:../deps/openssl/ssl/record/rec_layer_s3.c:1605:'
  expect(await asking(failing('', words)).ask()).toMatchObject({
    why: 'old.example has no working https. Have it mended, or use --uploads with a copy of its files.',
  })
})
