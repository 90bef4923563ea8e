/** Pictures, campaigns and newsletters by forms alone, before the press and the mailing list themselves. */
import { env, SELF } from 'cloudflare:test'
import * as v from 'valibot'
import { beforeAll, describe, expect, test } from 'vitest'
import { Site } from '../../../src/copy/shapes/site.ts'
import { sha256 } from '../../../src/edge/sha256.ts'
import { mailingListOf } from '../../../src/newsletter/calls.ts'
import { pressOf, ROLES, type Role } from '../../../src/press/calls.ts'
import { picturePressOf } from '../../../src/press/picture-calls.ts'
import { testSite } from '../../fakes.ts'

const ROOT = 'https://news.example'
const headersOf = (as: Role) => ({ Authorization: `Bearer dl_${as}`, 'Sec-Fetch-Site': 'same-origin' })
const open = (path: string, as: Role = 'editor') => SELF.fetch(`${ROOT}${path}`, { headers: headersOf(as), redirect: 'manual' })
const send = (path: string, fields: Record<string, string>, as: Role = 'editor') =>
  SELF.fetch(`${ROOT}${path}`, { method: 'POST', headers: headersOf(as), body: new URLSearchParams(fields), redirect: 'manual' })
const tagOn = (page: string) => /name="tag" value="([^"]*)"/.exec(page)?.[1] ?? ''
const trail = async () => (await pressOf(env).audit(undefined, 5)).items.map(({ by, what, detail }) => `${by} ${what} ${detail}`)

const ADMIN = { name: 'test', role: 'admin' as const }
const newsletter = {
  lists: [{ slug: 'daily', name: 'The Daily', kind: 'digest' }],
  consentVersion: '1',
  consent: 'I agree.',
  withheld: 'Not here.',
  from: { address: 'desk@news.example' },
  publisher: { name: 'News', postalAddress: '1 Street, Singapore' },
}

beforeAll(async () => {
  for (const role of ROLES) await pressOf(env).addToken({ name: `${role}@desk`, role, hash: await sha256(`dl_${role}`) }, ADMIN)
  await pressOf(env).setSite(v.parse(Site, { ...testSite, timeZone: 'Europe/Berlin', newsletter }), ADMIN)
  const article = {
    slug: 'ferry',
    section: 'world',
    headline: 'The ferry sails',
    publishedAt: '2026-11-20T08:00:00Z',
    body: [{ type: 'paragraph', text: 'At noon.' }],
  }
  await pressOf(env).file({ article: { v: 1, ...article } as never, actor: ADMIN, publish: 'now' })
  await pressOf(env).file({ article: { v: 1, ...article, slug: 'tug', headline: 'The tug returns' } as never, actor: ADMIN, publish: 'now' })
})

const tagIn = (html: string) => /name="tag" value="([^"]*)"/.exec(html)?.[1] ?? ''

/** A GIF of 9 × 6 pixels, made different by its comment. */
function gif(comment: string) {
  const ascii = (text: string) => [...new TextEncoder().encode(text)]
  const head = [...ascii('GIF89a'), 9, 0, 6, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255]
  const words = [0x21, 0xfe, comment.length, ...ascii(comment), 0]
  const image = [0x2c, 0, 0, 0, 0, 9, 0, 6, 0, 0, 2, 2, 0x84, 0x51, 0, 0x3b]
  return new File([new Uint8Array([...head, ...words, ...image])], `${comment}.gif`, { type: 'image/gif' })
}

function upload(files: File[], fields: Record<string, string> = {}) {
  const form = new FormData()
  for (const file of files) form.append('files', file)
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  return SELF.fetch(`${ROOT}/desk/pictures`, { method: 'POST', headers: headersOf('reporter'), body: form, redirect: 'manual' })
}
const idIn = (response: Response) => /\/desk\/pictures\/([0-9a-f]{32})/.exec(response.headers.get('Location') ?? '')?.[1] ?? ''

describe('Pictures', () => {
  test('are uploaded with their words by a form, found by them, and used in a new story', async () => {
    const sent = await upload([gif('one')], { caption: 'The ferry leaves.', credit: 'Ann Lee', until: '2027-01-31' })
    expect([sent.status, sent.headers.get('Location')]).toEqual([303, expect.stringMatching(/^\/desk\/pictures\/[0-9a-f]{32}\?done=uploaded$/)])
    const picture = await picturePressOf(env).picture(idIn(sent))
    expect(picture).toMatchObject({ width: 9, height: 6, uploadedBy: 'reporter@desk', caption: 'The ferry leaves.', rights: { until: '2027-01-31T22:59:59Z' } })
    expect(await (await open('/desk/pictures?q=ferry')).text()).toContain(idIn(sent))
    expect(await (await open('/desk/pictures?q=submarine')).text()).not.toContain(idIn(sent))
    const story = await (await open(`/desk/new?picture=${idIn(sent)}`)).text()
    for (const value of [`/pictures/${idIn(sent)}`, 'The ferry leaves.', 'Ann Lee']) expect(story).toContain(value)
  })

  test('come several at a time, and what is refused says what to do and leaves the words', async () => {
    const bytes = new Uint8Array(64)
    bytes.set(new TextEncoder().encode('ftypheic'), 4)
    const sent = await upload([gif('two'), new File([bytes], 'IMG_1.HEIC', { type: 'image/heic' })], { caption: 'Two of them.' })
    const page = await sent.text()
    expect(sent.status).toBe(422)
    for (const words of ['IMG_1.HEIC: This is a HEIC picture', 'Export it as JPEG', 'Two of them.']) expect(page).toContain(words)
    expect((await picturePressOf(env).pictures({ q: 'two' })).items).toHaveLength(1)
    expect(await (await upload([], { caption: 'Without a file' })).text()).toContain('Choose one or more files.')
  })

  test('that are too heavy or too wide are refused with what to do, and words stay when the form comes without its files', async () => {
    const heavy = await (await upload([new File([new Uint8Array(20_000_001)], 'heavy.jpg', { type: 'image/jpeg' })], { caption: 'Heavy.' })).text()
    for (const words of ['heavy.jpg: It’s larger than 20 MB.', 'Heavy.']) expect(heavy).toContain(words)
    const wide = new Uint8Array(await gif('wide').arrayBuffer())
    // 12,001 pixels, little-endian.
    wide.set([0xe1, 0x2e], 6)
    expect(await (await upload([new File([wide], 'wide.gif', { type: 'image/gif' })])).text()).toMatch(
      /wide\.gif: This picture is 12,001 × .*up to 12,000 pixels on a side.*Make it smaller/,
    )
    const files = [1, 2].map((n) => new File([new Uint8Array(17_000_000)], `${n}.jpg`, { type: 'image/jpeg' }))
    const tooMuch = await upload(files)
    expect([tooMuch.status, (await tooMuch.text()).includes('larger than 30 MB together')]).toEqual([413, true])
    // As it is sent again by whoever had to sign in meanwhile.
    const again = await send('/desk/pictures', { caption: 'Typed before.' })
    const page = await again.text()
    expect(again.status).toBe(422)
    for (const words of ['Choose one or more files.', 'Typed before.']) expect(page).toContain(words)
  })

  test('are described by their form, and whoever was slower overwrites nothing', async () => {
    const id = idIn(await upload([gif('three')]))
    const tag = tagOn(await (await open(`/desk/pictures/${id}`)).text())
    expect((await send(`/desk/pictures/${id}`, { tag, alt: 'A tug', 'at.x': '144', 'at.y': '48' })).headers.get('Location')).toBe(
      `/desk/pictures/${id}?done=saved`,
    )
    expect(await picturePressOf(env).picture(id)).toMatchObject({ alt: 'A tug', focus: { x: 0.5, y: 0.25 } })
    const late = await send(`/desk/pictures/${id}`, { tag, alt: 'A canoe' })
    const page = await late.text()
    expect(late.status).toBe(412)
    expect(page).toContain('A canoe')
    // The page now has the tag of what is there: sent again, it replaces that knowingly.
    expect((await send(`/desk/pictures/${id}`, { tag: tagOn(page), alt: 'A canoe' })).status).toBe(303)
    const refused = await send(`/desk/pictures/${id}`, { tag: tagOn(page), alt: 'A canoe', 'focus-x': '400', 'focus-y': '1' })
    expect([refused.status, (await refused.text()).includes('href="#focus-x"')]).toEqual([422, true])
  })

  test('are withdrawn by an editor, and allowed again by an admin', async () => {
    const id = idIn(await upload([gif('four')], { alt: 'Secret' }))
    expect((await send(`/desk/pictures/${id}/withdraw`, { reason: 'A minor' }, 'reporter')).status).toBe(403)
    expect((await send(`/desk/pictures/${id}/withdraw`, { reason: 'A minor' })).status).toBe(303)
    expect((await trail())[0]).toBe(`editor@desk withdraw-picture ${id}: A minor`)
    expect(await (await open('/desk/pictures')).text()).not.toContain(id)
    expect(await (await open('/desk/pictures?state=withdrawn')).text()).toContain(id)
    expect((await (await upload([gif('four')])).text()).includes('was withdrawn and can’t be uploaded again')).toBe(true)
    expect((await send(`/desk/pictures/${id}/allow`, {}, 'editor')).status).toBe(403)
    expect((await send(`/desk/pictures/${id}/allow`, {}, 'admin')).status).toBe(303)
    expect((await upload([gif('four')])).status).toBe(303)
  })

  test('are chosen for a story from a fragment whose items carry what a story takes', async () => {
    const fragment = await (await open('/desk/pictures?pick=1&fragment=1&q=ferry')).text()
    expect(fragment).toMatch(/^<section/)
    expect(fragment).toMatch(
      /data-src="\/pictures\/[0-9a-f]{32}" data-width="9" data-height="6" data-alt="" data-caption="The ferry leaves\." data-credit="Ann Lee"/,
    )
  })
})

const CAMPAIGN = {
  advertiser: 'Tan Tea',
  kind: 'direct',
  weight: '5',
  slots: 'rail',
  from: '',
  until: '',
  'c0-headline': 'Tea',
  'c0-href': 'https://tea.example',
}

describe('Campaigns', () => {
  test('are booked, previewed, changed and ended by forms', async () => {
    const booked = await send('/desk/campaigns/new', { ...CAMPAIGN, from: '2026-10-25T02:30' })
    expect([booked.status, booked.headers.get('Location')]).toEqual([303, '/desk/campaigns/tan-tea?done=booked'])
    expect((await send('/desk/campaigns/new', { ...CAMPAIGN, from: '2026-10-25T02:30' })).headers.get('Location'), 'pressed twice').toBe(
      '/desk/campaigns/tan-tea?done=booked',
    )
    // 2:30 came twice that night in Berlin: the first is meant.
    expect(await pressOf(env).campaigns()).toMatchObject([
      { id: 'tan-tea', weight: 5, slots: ['rail'], from: '2026-10-25T00:30:00Z', creatives: [{ id: 'tea' }] },
    ])
    const preview = await send('/desk/campaigns/preview', { ...CAMPAIGN, 'c0-headline': 'Better tea' })
    expect(await preview.text()).toContain('Better tea')
    expect(preview.headers.get('Content-Security-Policy')).toContain("frame-ancestors 'self'")
    const tag = tagOn(await (await open('/desk/campaigns/tan-tea')).text())
    expect((await send('/desk/campaigns/tan-tea', { ...CAMPAIGN, tag, 'c0-was': 'tea', 'c0-id': 'tea', 'c0-text': 'Black.' })).status).toBe(303)
    const late = await send('/desk/campaigns/tan-tea', { ...CAMPAIGN, tag, advertiser: 'His own' })
    expect([late.status, (await late.text()).includes('His own')]).toEqual([412, true])
    const now = tagOn(await (await open('/desk/campaigns/tan-tea')).text())
    expect((await send('/desk/campaigns/tan-tea/end', { tag: now })).status).toBe(303)
    expect(await (await open('/desk/campaigns')).text()).toMatch(/<caption>Ended<\/caption>.*Tan Tea/s)
    const ended = tagOn(await (await open('/desk/campaigns/tan-tea')).text())
    expect((await send('/desk/campaigns/tan-tea/delete', { tag: now })).status, 'changed since').toBe(412)
    expect((await send('/desk/campaigns/tan-tea/delete', { tag: ended })).status).toBe(303)
    expect(await pressOf(env).campaigns()).toEqual([])
  })

  test('say which creative readers don’t see, and why; and who withdraws a picture sees first what uses it', async () => {
    const id = 'c0ffee'.padEnd(32, '0')
    const facts = { id, width: 640, height: 480, type: 'image/jpeg', bytes: 9 }
    await picturePressOf(env).recordPicture(facts, ADMIN, { alt: 'A cup' })
    const picture = { 'c0-picture-src': `/pictures/${id}`, 'c0-picture-alt': '', 'c0-picture-width': '640', 'c0-picture-height': '480' }
    expect((await send('/desk/campaigns/new', { ...CAMPAIGN, id: 'cup', ...picture })).status).toBe(303)
    expect(await (await open('/desk/campaigns/cup')).text()).not.toContain('Readers don’t see this creative')
    expect(await (await open(`/desk/pictures/${id}`)).text()).toContain('It’s used in 1 campaign.')
    await picturePressOf(env).setPictureDetails(id, { alt: 'A cup', rights: { until: '2026-01-01T00:00:00Z' } }, ADMIN)
    expect(await (await open('/desk/campaigns/cup')).text()).toContain('our rights to its picture have ended')
    expect(await (await open('/desk/pictures?filter=not-shown')).text()).toContain(id)
    expect(await (await open('/desk/pictures?filter=unused')).text()).not.toContain(id)
    const tag = tagOn(await (await open('/desk/campaigns/cup')).text())
    expect((await send('/desk/campaigns/cup/end', { tag })).status).toBe(303)
    expect((await send('/desk/campaigns/cup/delete', { tag: tagOn(await (await open('/desk/campaigns/cup')).text()) })).status).toBe(303)
  })

  test('that are flawed come back with all that was typed', async () => {
    const refused = await send('/desk/campaigns/new', { ...CAMPAIGN, weight: '900', from: '2026-03-29T02:30', 'c0-text': 'Black and strong.' })
    const page = await refused.text()
    expect(refused.status).toBe(422)
    for (const words of ['doesn’t exist on that day', 'Black and strong.', '900']) expect(page).toContain(words)
    expect((await open('/desk/campaigns', 'reporter')).status).toBe(403)
  })
})

/** The last Sunday of October within the next year, when clocks go back in Berlin. */
function nextAutumn() {
  const lastSunday = (year: number) => {
    const end = new Date(Date.UTC(year, 9, 31))
    end.setUTCDate(31 - end.getUTCDay())
    return end.toISOString().slice(0, 10)
  }
  const year = new Date().getUTCFullYear()
  return lastSunday(year) > new Date(Date.now() + 86_400_000).toISOString().slice(0, 10) ? lastSunday(year) : lastSunday(year + 1)
}

describe('Newsletters', () => {
  test('an issue is drafted, tested, scheduled, taken off and stopped by forms, each in the audit trail', async () => {
    const preview = await send('/desk/newsletters/daily/new', {
      kind: 'digest',
      articles: 'ferry',
      introduction: 'Hello',
      subject: 'Morning',
      order: 'preview',
    })
    expect(await preview.text()).toContain('src="/api/newsletters/daily/preview?kind=digest&amp;articles=ferry&amp;introduction=Hello&amp;subject=Morning"')
    expect((await mailingListOf(env).listIssues('daily')).items).toEqual([])
    const unknown = await send('/desk/newsletters/daily/new', { kind: 'digest', articles: 'submarine', introduction: 'Typed', order: 'save' })
    expect([unknown.status, (await unknown.text()).includes('Typed')]).toEqual([422, true])
    const drafted = await send('/desk/newsletters/daily/new', { kind: 'digest', articles: 'ferry', introduction: 'Hello', subject: 'Morning', order: 'save' })
    const path = (drafted.headers.get('Location') ?? '').replace('?done=drafted', '')
    const request = /name="request" value="([^"]+)"/.exec(await (await open('/desk/newsletters/daily/new')).text())?.[1] ?? ''
    const pressed = () => send('/desk/newsletters/daily/new', { kind: 'digest', articles: 'ferry', subject: 'Pressed twice', order: 'save', request })
    const twice = (await Promise.all([pressed(), pressed()])).map((answer) => answer.headers.get('Location'))
    expect([twice[0], (await mailingListOf(env).listIssues('daily')).items.length], 'pressed twice').toEqual([twice[1], 2])
    expect(path).toMatch(/^\/desk\/newsletters\/daily\/\d{4}-\d\d-\d\d$/)
    const letter = await open(`${path}/letter`)
    expect(await letter.text()).toContain('Hello')
    expect(letter.headers.get('Content-Security-Policy')).toContain("frame-ancestors 'self'")

    const noAddress = await send(`${path}/test`, { email: 'nobody' })
    const page = await noAddress.text()
    expect(page).toContain('value="nobody"')
    const past = await send(`${path}/schedule`, { at: '2020-01-01T10:00' })
    expect([past.status, (await past.text()).includes('This time has passed.')]).toEqual([422, true])
    const tooFar = await send(`${path}/schedule`, { at: '9999-10-26T02:30' })
    expect([tooFar.status, (await tooFar.text()).includes('up to a year ahead')]).toEqual([422, true])
    expect((await send(`${path}/schedule`, { at: `${nextAutumn()}T02:30` })).headers.get('Location')).toBe(`${path}?done=schedule-issue-first`)
    expect((await send(`${path}/pause`, {})).status).toBe(303)
    const wrong = await send(`${path}/resume`, {})
    expect([wrong.status, (await wrong.text()).includes('This issue is a draft.')]).toEqual([409, true])
    expect((await open(`${path}/send`)).status).toBe(200)
    expect((await send(`${path}/stop`, {})).status).toBe(303)
    const again = await open(`${path}/send`)
    expect([again.status, (await again.text()).includes('This issue was stopped for good.')]).toEqual([409, true])
    expect((await trail()).slice(0, 4).map((line) => line.split(' ')[1])).toEqual(['stop-issue', 'pause-issue', 'schedule-issue', 'draft-issue'])
    expect((await open('/desk/newsletters', 'reporter')).status).toBe(403)
  })

  test('a draft is changed by its form: subject, introduction and the order of its articles', async () => {
    const drafted = await send('/desk/newsletters/daily/new', { kind: 'digest', articles: 'ferry', subject: 'Morning', order: 'save' })
    const path = (drafted.headers.get('Location') ?? '').replace('?done=drafted', '')
    const name = path.split('/').at(-1) ?? ''
    expect(await (await open(path)).text()).toContain(`href="${path}/edit"`)
    const form = await (await open(`${path}/edit`)).text()
    for (const words of ['value="Morning"', 'ferry</textarea>', 'Save changes']) expect(form).toContain(words)
    const typed = { kind: 'digest', articles: 'tug\nferry', introduction: 'Good morning', subject: 'The tug', tag: tagIn(form) }
    expect((await send(`${path}/edit`, { ...typed, order: 'preview' })).status).toBe(200)
    expect((await send(`${path}/edit`, { ...typed, order: 'save' })).headers.get('Location')).toBe(`${path}?done=changed`)
    expect(await mailingListOf(env).readIssue('daily', name)).toMatchObject({ issue: { subject: 'The tug', articles: ['tug', 'ferry'], state: 'draft' } })
    expect(await (await open(`${path}/letter`)).text()).toContain('Good morning')
    expect((await trail())[0]).toContain('change-issue')

    const late = await send(`${path}/edit`, { ...typed, subject: 'From an old tab', order: 'save' })
    const page = await late.text()
    expect([late.status, page.includes('Somebody else changed this draft'), page.includes('From an old tab')]).toEqual([422, true, true])
    expect((await send(`${path}/edit`, { ...typed, articles: 'submarine', tag: tagIn(page), order: 'save' })).status).toBe(422)
    expect((await send(`${path}/stop`, {})).status).toBe(303)
    expect((await send(`${path}/edit`, { ...typed, tag: tagIn(page), order: 'save' })).status).toBe(409)
    expect((await open(`${path}/edit`)).status).toBe(409)
    expect(await mailingListOf(env).readIssue('daily', name)).toMatchObject({ issue: { subject: 'The tug' } })
  })

  test('a subscriber is found and erased by forms of an admin, and no address is in any URL', async () => {
    const row = {
      line: 1,
      email: 'Ann@news.example',
      list: 'daily',
      wording: { version: '1', words: 'I agree.' },
      at: '2026-01-01T00:00:00Z',
      country: 'SG',
      source: 'paper',
    }
    await mailingListOf(env).importSubscribers([row])
    expect((await open('/desk/subscribers')).status).toBe(403)
    const found = await (await send('/desk/subscribers', { email: 'ann@news.example' }, 'admin')).text()
    for (const words of ['Ann@news.example', 'Subscribed', 'Version 1, SG']) expect(found).toContain(words)
    expect(found).not.toMatch(/(?:href|action)="[^"]*(?:@|%40)news/)
    expect((await send('/desk/subscribers/erase', { email: 'ann@news.example' }, 'admin')).status, 'without the tick').toBe(422)
    expect((await send('/desk/subscribers/erase', { email: 'ann@news.example', sure: 'on' }, 'admin')).headers.get('Location')).toBe(
      '/desk/subscribers?done=erased',
    )
    expect(await (await send('/desk/subscribers', { email: 'ann@news.example' }, 'admin')).text()).toContain('isn’t on any newsletter list')
    expect((await trail())[0]).toMatch(/^admin@desk erase-subscriber sha256 /)
  })
})
