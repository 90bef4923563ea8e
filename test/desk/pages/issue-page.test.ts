import { expect, test } from 'vitest'
import { newsroom } from '../newsroom.ts'

const room = await newsroom()
const ISSUE = '/desk/newsletters/daily/2026-11-26'
const open = async (path: string) => room.ask('GET', path, { as: 'editor' })

test('an issue that is being sent shows how far it is, what waits, and what an editor has to decide', async () => {
  const page = await (await open(ISSUE)).text()
  for (const words of [
    'Today’s limit of the provider is reached.',
    'Uncertain: please decide',
    'Batch 2, 1 letter',
    'Leave them',
    'Send again',
    '1 batch is tried again by itself',
  ])
    expect(page).toContain(words)
  expect(page).toContain('<progress max="9" value="6"')
  expect(page).toMatch(/Per second<\/dt><dd>1\.5/)
  for (const order of ['Pause', 'Stop for good', 'Send test']) expect(page).toContain(order)
  for (const order of ['Resume', 'Send now', 'Schedule']) expect(page).not.toContain(`>${order}<`)
})

test('its progress is asked for while it is being sent, and loads the page anew only where more than numbers changed', async () => {
  const page = await (await open(ISSUE)).text()
  const path = /data-hx-get="([^"]+)"/.exec(page)?.[1] ?? ''
  expect(path).toBe(`${ISSUE}/progress?shown=sending-1`)
  expect((await open(path)).headers.get('HX-Refresh')).toBeNull()
  expect((await open(`${ISSUE}/progress?shown=sending-0`)).headers.get('HX-Refresh')).toBe('true')
  expect((await open(`${ISSUE}/progress?shown=draft-0`)).headers.get('HX-Refresh')).toBe('true')
})

test('an order that was refused is told on the issue’s page, with what was typed', async () => {
  const send = (path: string, fields: Record<string, string>) =>
    room.ask('POST', `${ISSUE}/${path}`, {
      as: 'editor',
      body: new URLSearchParams(fields).toString(),
      type: 'application/x-www-form-urlencoded',
      headers: { 'Sec-Fetch-Site': 'same-origin' },
    })
  const test = await send('test', { email: 'nobody' })
  const page = await test.text()
  expect(test.status).toBe(422)
  for (const words of ['value="nobody"', 'Enter an email address such as name@example.org.', 'aria-invalid="true"']) expect(page).toContain(words)
  const settled = await send('batches/2', { decision: 'resend' })
  expect([settled.status, (await settled.text()).includes('Someone may have decided already.')]).toEqual([409, true])
  expect((await send('send', {})).headers.get('Location')).toBe(`${ISSUE}?done=send-issue`)
  expect((await send('burn', {})).status).toBe(404)
  expect((await open('/desk/newsletters/daily/2020-01-01')).status).toBe(404)
})
