import { expect, test } from 'vitest'
import { newsroom, problemOf } from './newsroom.ts'

const saved = async (response: Response) => [response.status, await response.json()]

test('an editor sends readers on from an old address, changes that, and takes it back; nobody overwrites what another has changed', async () => {
  const { ask } = await newsroom()
  const added = await ask('PUT', '/api/redirects', {
    as: 'editor',
    body: { from: '/2019/05/Harvest/', to: '/world/harvest' },
    headers: { 'If-None-Match': '*' },
  })
  expect([added.status, await added.json()]).toMatchObject([201, { from: '/2019/05/harvest', to: '/world/harvest', status: 301, result: 'added' }])
  const tag = added.headers.get('etag') ?? ''
  expect((await ask('GET', '/api/redirects?from=/2019/05/harvest')).headers.get('etag')).toBe(tag)
  expect(await saved(await ask('PUT', '/api/redirects', { body: { from: '/2019/05/harvest', status: 410 }, headers: { 'If-Match': tag } }))).toMatchObject([
    200,
    { to: null, status: 410, result: 'changed' },
  ])
  expect((await ask('DELETE', '/api/redirects?from=/2019/05/harvest', { headers: { 'If-Match': tag } })).status).toBe(412)
  expect((await ask('DELETE', '/api/redirects?from=/2019/05/harvest')).status).toBe(204)
  expect((await problemOf(await ask('GET', '/api/redirects?from=/2019/05/harvest'))).status).toBe(404)
})

test.each([
  [{ from: '/a/b/c' }, '/to'],
  [{ from: '/a/b/c', to: '/x', status: 410 }, '/to'],
  [{ from: 'harvest', to: '/x' }, '/from'],
  [{ from: '/a', to: '/x', status: 302 }, '/status'],
  [{ from: '/a', to: '/x', permanent: true }, '/permanent'],
])('%j is refused, with the field at fault', async (body, pointer) => {
  const { ask } = await newsroom()
  expect(await problemOf(await ask('PUT', '/api/redirects', { body }))).toMatchObject({ status: 422, flaws: [{ pointer }] })
})

test('a spreadsheet of 10,000 lines comes in whole, and the report adds up to what was read', async () => {
  const { ask } = await newsroom()
  const lines = Array.from({ length: 10_000 }, (_, at) => (at % 1000 === 0 ? `"no, address",/x,301` : `"/2019/${at}/a ""b""",/world/s-${at},301`))
  const csv = `\ufefffrom,to,status\r\n${lines.join('\r\n')}\r\n`
  const imported = await ask('POST', '/api/redirects/import', { as: 'editor', body: csv, type: 'text/csv' })
  const report = (await imported.json()) as { items: object[] }
  expect([imported.status, { ...report, items: report.items.length }]).toEqual([
    200,
    { read: 10_000, added: 9990, changed: 0, same: 0, refused: 10, items: 10 },
  ])
  expect(report.items[1]).toMatchObject({ line: 1002, from: 'no, address', ok: false })
  const [, again] = await saved(await ask('POST', '/api/redirects/import', { body: csv, type: 'text/csv' }))
  expect(again).toMatchObject({ read: 10_000, added: 0, same: 9990, refused: 10 })
})

test('what was exported comes in again, as CSV and as JSON Lines', async () => {
  const { ask } = await newsroom()
  for (let at = 0; at < 1200; at++)
    await ask('PUT', '/api/redirects', { body: at % 3 ? { from: `/old/${at}/"a,b"`, to: '/world' } : { from: `/old/${at}/x`, status: 410 } })
  for (const [path, type] of [
    ['/api/redirects.csv', 'text/csv'],
    ['/api/redirects.jsonl', 'application/jsonl'],
  ] as const) {
    const exported = await (await ask('GET', path)).text()
    const other = await newsroom()
    expect((await saved(await other.ask('POST', '/api/redirects/import', { body: exported, type })))[1], path).toMatchObject({
      read: 1200,
      added: 1200,
      items: [],
    })
    expect(await (await other.ask('GET', path)).text()).toBe(exported)
  }
})

test('a file that can’t be read is refused whole, with the line; so is one of another kind', async () => {
  const { ask } = await newsroom()
  expect(await problemOf(await ask('POST', '/api/redirects/import', { body: 'from,to\n"/a,/b\n', type: 'text/csv' }))).toMatchObject({
    status: 422,
    flaws: [{ pointer: '/line/2' }],
  })
  expect((await ask('POST', '/api/redirects/import', { body: '{}', type: 'application/json' })).status).toBe(415)
})

test('an address that is asked for and leads nowhere is in the report until it leads on', async () => {
  const { ask } = await newsroom()
  expect(await (await ask('GET', '/api/redirects/report', { as: 'reporter' })).json()).toMatchObject({ missing: [{ address: '/old', count: 7 }] })
  await ask('PUT', '/api/redirects', { body: { from: '/old', to: '/world' } })
  expect(await (await ask('GET', '/api/redirects/report', { as: 'reporter' })).json()).toMatchObject({ missing: [] })
})
