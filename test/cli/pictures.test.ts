import { expect, test } from 'vitest'
import { atTheDesk, story } from './at-the-desk.ts'

const PHONE = 'the bytes of a telephone'
const MAP = 'the bytes of a map, more of them'

test('pictures beside the copy go up once, and the copy points to them with their size', async () => {
  const picture = (src: string, more: object = {}) => ({ src, alt: 'A telephone', ...more })
  const desk = await atTheDesk({
    'pictures/phone.jpg': PHONE,
    'pictures/same phone.jpg': PHONE,
    'pictures/map.png': MAP,
    'world/a.json': story('a', {
      picture: picture('../pictures/phone.jpg'),
      body: [{ type: 'picture', ...picture('../pictures/map.png', { width: 30, height: 20 }) }],
    }),
    'world/b.json': story('b', { picture: picture('../pictures/same%20phone.jpg') }),
    'world/c.json': story('c', { picture: picture('/pictures/there-already', { width: 3, height: 2 }) }),
  })
  expect((await desk.newsdesk(['put', 'world'])).code).toBe(0)
  const uploads = desk.api.calls('POST', /^\/api\/pictures$/)
  expect(uploads.map(({ headers, body }) => [headers.get('Content-Type'), body]).sort()).toEqual([
    ['image/jpeg', PHONE],
    ['image/png', MAP],
  ])
  const article = (slug: string) => desk.api.articles.get(slug)?.revisions[0]
  expect(article('a')?.picture).toMatchObject({ src: `/pictures/pic${PHONE.length}`, width: 1200, height: 800 })
  expect(article('a')?.body[0]).toMatchObject({ src: `/pictures/pic${MAP.length}`, width: 30, height: 20 })
  expect(article('b')?.picture?.src).toBe(`/pictures/pic${PHONE.length}`)
  expect(article('c')?.picture?.src).toBe('/pictures/there-already')
})

test('a picture that is not there is named with its line, and the article waits', async () => {
  const desk = await atTheDesk({ 'a.json': story('a', { picture: { src: 'nowhere.jpg', alt: 'x' } }) })
  const { code, err } = await desk.newsdesk(['put', 'a.json'])
  expect(code).toBe(1)
  expect(err).toMatch(/^a\.json:21: \/picture\/src: There is no picture at ".*nowhere\.jpg"\./)
  expect(desk.api.sent).toEqual([])
})

test('pictures in Markdown are rewritten in place, with their size, and nothing else is touched', async () => {
  const head = (src: string, size: string) =>
    `---\nslug: m\nheadline: "Quoted: yes"\npicture:\n  src: ${src}\n${size}  alt: A telephone\ntopics:\n  - slug: mali\n    name: Mali\n---\n\n`
  const body = (phone: string, map: string, size: string, sizeAndCredit: string) =>
    `Words ![A map](${map} "The map (old)."){${sizeAndCredit}credit="Ann"} and [a link](relative.html).\n\n![A telephone](${phone})${size}\n\n\`\`\`\n![code](stays.png)\n\`\`\`\n`
  const desk = await atTheDesk({ 'p/phone.jpg': PHONE, 'p/map.png': MAP, 'm.md': head('p/phone.jpg', '') + body('p/phone.jpg', 'p/map.png', '', '') })
  desk.api.before = ({ method }) => (method === 'PUT' ? Response.json({ slug: 'm', revision: 1, state: 'draft', url: '/world/m' }) : undefined)
  expect((await desk.newsdesk(['put', 'm.md'])).code).toBe(0)
  const [phone, map] = [`/pictures/pic${PHONE.length}`, `/pictures/pic${MAP.length}`]
  expect(desk.api.calls('PUT', /m$/)[0]?.body).toBe(
    head(phone, '  width: 1200\n  height: 800\n') + body(phone, map, '{width=1200 height=800}', 'width=1200 height=800 '),
  )
})

test('a size that the editor wrote in Markdown stays', async () => {
  const desk = await atTheDesk({ 'phone.jpg': PHONE, 'm.md': '---\npicture:\n  width: 10\n  height: 8\n  src: phone.jpg\n---\nWords.\n' })
  await desk.newsdesk(['put', 'm.md'])
  expect(desk.api.calls('PUT', /m$/)[0]?.body).toBe(`---\npicture:\n  width: 10\n  height: 8\n  src: /pictures/pic${PHONE.length}\n---\nWords.\n`)
})

test('the pictures of campaigns go up too', async () => {
  const creative = { id: 'c1', href: 'https://shop.example/', headline: 'Buy', picture: { src: 'phone.jpg', alt: 'A telephone' } }
  const desk = await atTheDesk({
    'phone.jpg': PHONE,
    'campaigns.json': [{ id: 'autumn', advertiser: 'Shop', creatives: [creative] }, { advertiser: 'Nameless' }],
  })
  const { code, err } = await desk.newsdesk(['campaigns', 'campaigns.json'])
  expect(JSON.parse(desk.api.calls('PUT', /campaigns\/autumn/)[0]?.body ?? '')).toMatchObject({
    creatives: [{ picture: { src: `/pictures/pic${PHONE.length}`, width: 1200 } }],
  })
  expect(code).toBe(1)
  expect(err).toMatch(/campaigns\.json:\d+: \/id: A campaign needs its "id"/)
})
