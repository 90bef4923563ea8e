import { expect, test } from 'vitest'
import { addressCounted, countAddress } from '../../src/readership/count-address.ts'

const asked = (path: string, status: number, headers: Record<string, string> = {}) =>
  addressCounted(new Request(`https://news.example${path}`), new Response(null, { status, headers }))

test('an old address that led on is counted in its one spelling, and so is one that leads nowhere', () => {
  expect(asked('/2019/05/Harvest/?utm_source=x', 301, { 'X-Old-Address': '1' })).toEqual({ kind: 'used', address: '/2019/05/harvest', count: 1 })
  expect(asked('/2019/05/harvest', 410, { 'X-Old-Address': '1' })).toMatchObject({ kind: 'used' })
  expect(asked('/2019/05/harvest.html', 404)).toEqual({ kind: 'missing', address: '/2019/05/harvest', count: 1 })
})

test.each([
  '/wp-login.php',
  '/.env',
  '/x/.git/config',
  '/xmlrpc.php',
  '/favicon.ico',
  '/api/nothing',
  '/search',
  '/unsubscribe/ann@paper.example',
  `/${'x'.repeat(400)}`,
])('nobody is told of %s: robots’ probes, our own pages, and what may be somebody’s', (path) => expect(asked(path, 404)).toBeUndefined())

test('other answers are no old addresses', () => {
  expect(asked('/world/story', 200)).toBeUndefined()
  expect(asked('/World/story', 301)).toBeUndefined()
})

test('what an isolate gathers is sent together, a hundred addresses at most', async () => {
  const told: { address: string; count: number }[][] = []
  const env = { READERSHIP: { idFromName: () => 'x', get: () => ({ recordAddresses: async (counts: never) => void told.push(counts) }) } } as unknown as Env
  let release = () => {}
  const first = countAddress(
    new Request('https://news.example/a/b/0'),
    new Response(null, { status: 404 }),
    env,
    () => new Promise<void>((resolve) => (release = resolve)),
  )
  for (let at = 0; at < 300; at++) await countAddress(new Request(`https://news.example/a/b/${at % 150}`), new Response(null, { status: 404 }), env)
  release()
  await first
  expect(told.length).toBe(1)
  expect(told[0]?.length).toBe(100)
  expect(told[0]?.find(({ address }) => address === '/a/b/0')?.count).toBe(3)
})
