import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { addsUp, type Report } from '../../../src/cli/moving-in/report.ts'
import { atTheDesk } from '../at-the-desk.ts'
import { category, OLD, type PostFields, picture, post, wxr } from './wxr.ts'

const JPEG = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, ...new Array(60).fill(1)])
const UPLOADS = `${OLD}/wp-content/uploads`

/** The old site, behind the same `fetch` as the new one. `answer` gets the paths of everything that isn't the site's own API. */
async function newsroomWith(text: string, answer: (path: string, times: number) => Response | Promise<Response> = () => new Response(JPEG)) {
  const desk = await atTheDesk({ 'old.xml': text })
  const asked: string[] = []
  desk.api.values.set('/api/site', { value: { sections: [{ slug: 'world' }, { slug: 'sport' }] }, tag: 1 })
  const fetchBoth: typeof fetch = async (input, init) => {
    const url = new URL(String(input instanceof Request ? input.url : input))
    if (url.hostname !== 'old.example') return desk.api.fetch(input, init)
    asked.push(url.pathname)
    return await answer(url.pathname, asked.filter((path) => path === url.pathname).length)
  }
  const move = async (...args: string[]) => {
    const ran = await desk.newsdesk(['import', 'old.xml', '--from', 'wordpress', '--json', ...args], { fetch: fetchBoth })
    const report = ran.code === 2 ? undefined : (ran.json()[0] as Report)
    if (report) for (const kind of report.kinds) expect(addsUp(kind), kind.what).toBe(true)
    return { ...ran, report: report as Report }
  }
  return { ...desk, asked, move, articleOf: (slug: string) => desk.api.articles.get(slug)?.revisions[0] }
}

const kindOf = ({ kinds }: Report, what: string) => kinds.find((kind) => kind.what === what)

describe('a dry run', () => {
  test('sends nothing and fetches nothing, and reports as if it had', async () => {
    const { move, api, asked } = await newsroomWith(wxr([post({ id: 1, comments: 2 }), post({ id: 2, title: '', content: '' })]))
    const { report, code } = await move('--dry-run')
    expect(code).toBe(0)
    expect(api.sent.filter(({ method }) => method !== 'GET')).toEqual([])
    expect(asked).toEqual([])
    expect(kindOf(report, 'post')).toMatchObject({ read: 2, filed: 1, notFiled: [{ count: 1, why: 'It has neither a title nor a text.' }] })
    expect(kindOf(report, 'comment')).toMatchObject({ read: 2, filed: 0, notFiled: [{ count: 2 }] })
  })

  test('proposes which categories are sections, and a map that says otherwise is followed', async () => {
    const terms = [
      ['category', 'sport', 'Sport'],
      ['category', 'gossip', 'Gossip'],
      ['category', 'uncategorized', 'Uncategorized'],
    ] as const
    const { move, write, articleOf } = await newsroomWith(wxr([post({ id: 1, terms }), post({ id: 2, type: 'page' })]))
    expect((await move('--dry-run')).report.map).toBe(
      "section: world\nkinds:\n  page: world\ncategories:\n  sport: sport\n  gossip: topic\n  uncategorized: '-'\n",
    )
    await write('map.yaml', 'section: world\nkinds:\n  page: about-us\ncategories:\n  sport: topic\n  gossip: culture\n')
    await move('--map', 'map.yaml')
    expect(articleOf('post-1')).toMatchObject({ section: 'culture', topics: [{ slug: 'sport' }, { slug: 'gossip' }] })
    expect(articleOf('post-2')).toMatchObject({ section: 'about-us' })
  })

  test('refuses a map that it cannot follow, before anything is read', async () => {
    const { move, write } = await newsroomWith(wxr([]))
    await write('map.yaml', 'categories:\n  sport: Desk!\n')
    expect(await move('--map', 'map.yaml', '--dry-run')).toMatchObject({ code: 2, err: expect.stringContaining('map.yaml: categories/sport') })
  })
})

test('stories keep their names, two of one name have two, and the old addresses of each lead to it', async () => {
  const byName = await newsroomWith(wxr([post({ id: 9, name: 'about', link: `${OLD}/about/` })]))
  await byName.move()
  expect([...byName.api.redirects.keys()].slice(0, 3)).toEqual(['/author/edith/', '/?author_name=edith', '/?p=9'])
  expect([...byName.api.redirects.keys()]).not.toContain('/2019/03/about/')
  const twin: Partial<PostFields> = { name: 'ferry', link: `${OLD}/2020/ferry/` }
  const { move, api } = await newsroomWith(
    wxr([post({ id: 1, name: 'ferry' }), post({ id: 2, ...twin }), post({ id: 3, name: '%e6%b8%a1%e8%bd%ae', title: '渡轮' })]),
  )
  await move()
  const [, , third = ''] = [...api.articles.keys()]
  expect([...api.articles.keys()].slice(0, 2)).toEqual(['ferry', 'ferry-2'])
  expect(third).toBe('渡轮')
  expect(api.redirects.get('/2019/03/ferry/')).toBe('/world/ferry')
  expect(api.redirects.get('/?p=2')).toBe('/world/ferry-2')
  expect(api.redirects.get('/2020/ferry/')).toBe('/world/ferry-2')
})

test('links between stories lead to where they are now, a post’s to itself too; dead ones are counted', async () => {
  const link = (href: string) => `<a href="${href}">x</a>`
  const content = `<p>${link(`${OLD}/2019/03/post-2/?utm_source=a#part`)} ${link(`http://www.old.example/?p=1&amp;b=2`)} ${link('/2019/03/post-2')} ${link(`${OLD}/lost/`)} ${link('https://else.example/')}</p>`
  const { move, articleOf } = await newsroomWith(wxr([post({ id: 1, content }), post({ id: 2 })]))
  const { report } = await move()
  expect(JSON.stringify(articleOf('post-1')?.body).match(/href=\\"[^"]*/g)).toEqual(
    ['/world/post-2#part', '/world/post-1', '/world/post-2', `${OLD}/lost/`, 'https://else.example/'].map((href) => `href=\\"${href}\\`),
  )
  expect(report.deadLinks).toEqual([{ address: `${OLD}/lost/`, count: 1 }])
})

test('links to topics, sections and authors lead to where these are now, unless no story has them', async () => {
  const link = (href: string) => `<a href="${OLD}${href}">x</a>`
  const content = `<p>${link('/category/seals/')}${link('/category/sport/')}${link('/author/edith/')}${link('/category/rust/')}</p>`
  const records = category('sport', 'Sport') + category('seals', 'Seals') + category('rust', 'Rust')
  const terms = [
    ['category', 'sport', 'Sport'],
    ['category', 'seals', 'Seals'],
  ] as const
  const { move, articleOf } = await newsroomWith(wxr([post({ id: 1, content, terms })], { records }))
  await move()
  expect(JSON.stringify(articleOf('post-1')?.body).match(/href=\\"[^"]*/g)).toEqual(
    ['/topic/seals', '/sport', '/author/edith-coyle', `${OLD}/category/rust/`].map((href) => `href=\\"${href}\\`),
  )
})

test('the same item twice in a file is one story, and said', async () => {
  const { move, api } = await newsroomWith(wxr([post({ id: 1 }), post({ id: 1, title: 'Again' })]))
  const { report } = await move()
  expect(api.articles.size).toBe(1)
  expect(kindOf(report, 'post')).toMatchObject({ read: 2, filed: 1, notFiled: [{ why: 'It is in the file twice: the first was taken.' }] })
})

test('what the site refuses is named with why, and the rest goes in', async () => {
  const long = Array.from({ length: 2100 }, (_, at) => `<p>Paragraph ${at}.</p>`).join('')
  const { move, api } = await newsroomWith(wxr([post({ id: 1, content: long, title: 'Too long' }), post({ id: 2 })]))
  const { report, code } = await move()
  expect(code).toBe(1)
  expect([...api.articles.keys()]).toEqual(['post-2'])
  expect(kindOf(report, 'post')).toMatchObject({
    filed: 1,
    notFiled: [{ isLoss: true, why: expect.stringContaining('2,000 blocks'), items: [{ title: 'Too long' }] }],
  })
})

test('authors and topics that stories name come with what is said of them', async () => {
  const records = category('sport', 'Sport') + category('seals', 'Seals', '', 'All about seals.')
  const { move, api } = await newsroomWith(wxr([post({ id: 1, terms: [['category', 'seals', 'Seals']] })], { records }))
  const { report } = await move()
  expect(api.values.get('/api/authors/edith-coyle')?.value).toEqual({ slug: 'edith-coyle', name: 'Edith Coyle' })
  expect(api.values.get('/api/topics/seals')?.value).toEqual({ slug: 'seals', name: 'Seals', introduction: 'All about seals.' })
  expect(kindOf(report, 'category')).toMatchObject({ read: 2, filed: 1, notFiled: [{ why: expect.stringMatching(/^No story has it\. .*410/) }] })
  expect(api.redirects.get('/category/seals/')).toBe('/topic/seals')
})

test('two people of one name do not become one author unseen', async () => {
  const authors = [
    ['edith', 'Edith Coyle'],
    ['ecoyle', 'Edith Coyle'],
  ] as const
  const { move, api } = await newsroomWith(wxr([post({ id: 1 }), post({ id: 2, creator: 'ecoyle' })], { authors }))
  const { report, code } = await move()
  expect(code).toBe(1)
  const why = '“Edith Coyle” and “Edith Coyle” are one author here, at /author/edith-coyle. If they are two people, give one of them another name.'
  expect(kindOf(report, 'author')).toMatchObject({ read: 2, filed: 1, notFiled: [{ count: 1, why }] })
  expect(api.redirects.get('/author/ecoyle/')).toBe('/author/edith-coyle')
})

test('a writer whom Co-Authors Plus has a record of, too, is one person, and nothing to look at', async () => {
  const meta = { 'cap-display_name': 'Edith Coyle', 'cap-user_login': 'edith', 'cap-description': 'She writes.' }
  const guest = post({ id: 40, type: 'guest-author', name: 'cap-edith', title: 'Edith Coyle', meta })
  const { move, api } = await newsroomWith(wxr([guest, post({ id: 1 })], { authors: [['edith', 'Edith Coyle']] }))
  const { report, code } = await move()
  expect(code).toBe(0)
  expect(report.kinds.flatMap(({ what, filed, notFiled }) => (/author/.test(what) ? [[what, filed, notFiled.map(({ why }) => why)]] : []))).toEqual([
    ['author', 1, []],
    ['guest-author', 0, ['They are in the file twice: the first was taken.']],
  ])
  expect(api.redirects.get('/author/edith/')).toBe('/author/edith-coyle')
})

describe('pictures', () => {
  const showing = (...paths: string[]) =>
    post({ id: 1, content: paths.map((path) => `<figure><img src="${UPLOADS}/${path}" alt="A ferry"><figcaption>At dawn</figcaption></figure>`).join('\n') })

  test('are taken in the size they were uploaded in, once, however many sizes of them are shown', async () => {
    const { move, asked, articleOf, api } = await newsroomWith(wxr([showing('a-300x200.jpg', 'a-1024x683.jpg', 'a.jpg')]))
    const { report } = await move()
    expect(asked).toEqual(['/wp-content/uploads/a.jpg'])
    expect(api.pictures.size).toBe(1)
    expect(articleOf('post-1')?.body).toMatchObject([{ src: '/pictures/pic64', width: 1200, height: 800, caption: 'At dawn' }, {}, {}])
    expect(report.pictures).toEqual({ shown: 1, moved: 1, already: 0, missing: [] })
  })

  test('that stand above a story do not begin its text once more', async () => {
    const content = `<figure><img src="${UPLOADS}/a-300x200.jpg"><figcaption>At dawn</figcaption></figure><p>Text.</p>`
    const { move, articleOf } = await newsroomWith(
      wxr([post({ id: 1, content, meta: { _thumbnail_id: '5' } }), picture(5, 'a.jpg', { meta: { _wp_attachment_image_alt: 'A ferry' } })]),
    )
    await move()
    expect(articleOf('post-1')).toMatchObject({ picture: { alt: 'A ferry', caption: 'At dawn' }, body: [{ type: 'paragraph', text: 'Text.' }] })
    expect(articleOf('post-1')?.picture).not.toHaveProperty('type')
  })

  test('whose names only look like sizes are themselves, where the library says so', async () => {
    const library = ['a-300x200.jpg', 'a-580x300.jpg'].map((path, at) => picture(50 + at, path))
    const { move, asked } = await newsroomWith(
      wxr([showing('a-300x200.jpg', 'a-580x300.jpg'), ...library]),
      (path) => new Response(new Uint8Array([...JPEG, path.length, ...path.slice(-11).split('').map(Number)])),
    )
    await move()
    expect(asked).toEqual(['/wp-content/uploads/a-300x200.jpg', '/wp-content/uploads/a-580x300.jpg'])
  })

  test('of which only a smaller size is left are taken in that', async () => {
    const { move, asked, articleOf } = await newsroomWith(wxr([showing('a-300x200.jpg')]), (path) =>
      path.endsWith('a-300x200.jpg') ? new Response(JPEG) : new Response('', { status: 404 }),
    )
    await move()
    expect(asked.at(-1)).toBe('/wp-content/uploads/a-300x200.jpg')
    expect(articleOf('post-1')?.body).toHaveLength(1)
  })

  test('that are HTML error pages are left out and said; their story isn’t', async () => {
    const { move, articleOf } = await newsroomWith(wxr([showing('a.jpg')]), () => new Response(`<!DOCTYPE html><title>Sorry</title>${' '.repeat(60)}`))
    const { report, code } = await move()
    expect(code).toBe(1)
    expect(articleOf('post-1')).toMatchObject({ headline: 'Post 1', body: [] })
    expect(report.pictures).toMatchObject({
      shown: 1,
      missing: [{ address: `${UPLOADS}/a.jpg`, why: 'The old site answered with a page, not a picture.', stories: ['Post 1'] }],
    })
    expect(report.stories[0]?.notes[0]).toContain('with its caption, “At dawn”')
  })

  test('of a busy site are asked for again when it says so; of one that never answers, no longer', async () => {
    const busy = await newsroomWith(wxr([showing('a.jpg')]), (_, times) =>
      times < 3 ? new Response('', { status: 429, headers: { 'Retry-After': '7' } }) : new Response(JPEG),
    )
    await busy.move()
    expect(busy.waits).toEqual([7000, 7000])
    expect(busy.articleOf('post-1')?.body).toHaveLength(1)
    const dead = await newsroomWith(wxr([showing(...Array.from({ length: 30 }, (_, at) => `p${at}.jpg`))]), () => {
      throw new TypeError('fetch failed')
    })
    const { report } = await dead.move()
    expect(report.pictures.missing).toHaveLength(30)
    expect(dead.asked.length).toBeLessThan(60)
  })

  test('are read from a folder of uploads, and nothing outside of it', async () => {
    const { move, cwd, asked } = await newsroomWith(wxr([showing('2019/a-300x200.jpg', '2019/..%2f..%2fsecret.jpg')]), () => new Response('', { status: 404 }))
    await mkdir(join(cwd, 'uploads/2019'), { recursive: true })
    await writeFile(join(cwd, 'uploads/2019/a.jpg'), JPEG)
    await writeFile(join(cwd, 'secret.jpg'), JPEG)
    const { report } = await move('--uploads', 'uploads')
    expect(asked.some((path) => path.includes('a.jpg'))).toBe(false)
    expect(report.pictures.missing.map(({ address }) => address)).toEqual([`${UPLOADS}/2019/..%2f..%2fsecret.jpg`])
  })

  test.each(['http://127.0.0.1/a.jpg', 'http://[::1]/a.jpg', 'http://169.254.169.254/latest/a.jpg', 'http://localhost:8080/a.jpg', 'http://0x7f.1/a.jpg'])(
    'at %s are not asked for: an export may not look around in our network',
    async (address) => {
      const { move, api } = await newsroomWith(wxr([post({ id: 1, content: `<img src="${address}">` })]))
      const { report } = await move()
      expect(report.pictures.missing[0]?.why).toContain('private network')
      expect(api.sent.filter(({ path }) => path.endsWith('a.jpg'))).toEqual([])
    },
  )

  test('to which the old site redirects are not followed into a private network', async () => {
    const { move } = await newsroomWith(wxr([showing('a.jpg')]), () => new Response(null, { status: 302, headers: { Location: 'http://10.0.0.1/a.jpg' } }))
    expect((await move()).report.pictures.missing[0]?.why).toContain('10.0.0.1 is on a private network')
  })

  test('that were moved before a kill are not fetched again, as long as the site has them', async () => {
    const { move, asked, api } = await newsroomWith(wxr([showing('a.jpg')]))
    await move()
    api.pages.add('/pictures/pic64')
    const { report } = await move()
    expect(asked).toHaveLength(1)
    expect(report.pictures).toMatchObject({ moved: 0, already: 1 })
    api.pages.delete('/pictures/pic64')
    await move()
    expect(asked).toHaveLength(2)
  })
})

test('readers of archives, feeds, category numbers and picture sizes of the old site arrive too', async () => {
  const show = post({
    id: 1,
    content: `<img src="${UPLOADS}/a-300x200.jpg"><img src="${UPLOADS}/b.jpg">a<!--nextpage-->b`,
    terms: [['category', 'seals', 'Seals']],
  })
  const { move, api } = await newsroomWith(
    wxr([picture(9, 'a.jpg', { parent: 1 }), picture(10, 'b.jpg'), show], { records: category('seals', 'Seals', 'animals') }),
  )
  await move()
  const leads = (from: string) => api.redirects.get(from)
  expect(['/2019/', '/2019/03/', '/2019/03/01/'].map(leads)).toEqual(['/archive/2019', '/archive/2019/03', '/archive/2019/03/01'])
  expect(['/category/animals/seals/', '/category/seals/', '/?cat=5'].map(leads)).toEqual(Array(3).fill('/topic/seals'))
  expect(['/feed/atom/', '/wp-sitemap.xml'].map(leads)).toEqual(['/feed.xml', '/sitemap.xml'])
  expect(['/?attachment_id=9', '/2019/03/post-1/2/'].map(leads)).toEqual(Array(2).fill('/world/post-1'))
  expect(['/picture-10/', '/?attachment_id=10'].map(leads)).toEqual(Array(2).fill(leads('/wp-content/uploads/b.jpg')))
  expect(leads('/wp-content/uploads/a-300x200.jpg')).toBe(leads('/wp-content/uploads/a.jpg'))
  expect(leads('/wp-content/uploads/a.jpg')).toMatch(/^\/pictures\//)
})

test('links of a text to the old site’s archives and feeds, and to a picture by its number, lead to where these are', async () => {
  const content = ['/2019/03/', '/2019/', '/feed/atom/', '/?attachment_id=9', '/1999/'].map((path) => `<a href="${OLD}${path}">x</a>`).join(' ')
  const { move, articleOf } = await newsroomWith(wxr([picture(9, 'a.jpg', { parent: 1 }), post({ id: 1, content: `<p>${content}</p>` })]))
  const { report } = await move()
  const hrefs = [...JSON.stringify(articleOf('post-1')?.body).matchAll(/href=\\"([^"\\]*)/g)].map(([, href]) => href)
  expect(hrefs).toEqual(['/archive/2019/03', '/archive/2019', '/feed.xml', '/world/post-1', `${OLD}/1999/`])
  expect(report.deadLinks).toEqual([{ address: `${OLD}/1999/`, count: 1 }])
})

test('the old front has as many pages as its posts filled, however often the export is read', async () => {
  const { move, api } = await newsroomWith(wxr(Array.from({ length: 11 }, (_, at) => post({ id: at + 1 }))))
  await move()
  expect([...api.redirects.keys()].filter((path) => path.startsWith('/page/'))).toEqual(['/page/2/'])
})

test('formats and parts of the theme, which WordPress exports among a site’s terms, are no topics that lost their stories', async () => {
  const term = (taxonomy: string, name: string) =>
    `<wp:term><wp:term_id>7</wp:term_id><wp:term_taxonomy>${taxonomy}</wp:term_taxonomy><wp:term_slug>${name}</wp:term_slug><wp:term_name>${name}</wp:term_name></wp:term>`
  const { move } = await newsroomWith(wxr([post({ id: 1 })], { records: term('post_format', 'post-format-aside') + term('wp_theme', 'harbour') }))
  const { report } = await move()
  const whys = report.kinds.flatMap(({ what, notFiled }) => notFiled.map(({ why }) => [what, why]))
  expect(whys).toEqual([
    ['post_format', 'Formats of posts have no meaning here.'],
    ['wp_theme', 'It’s a part of the old theme.'],
  ])
})

test('nobody is sent on to the page of a topic that drafts alone have, or that no story had room for', async () => {
  const many = Array.from({ length: 51 }, (_, at) => ['category', `t${at}`, `T${at}`] as const)
  const stories = [post({ id: 1, terms: many }), post({ id: 2, status: 'private', terms: [['category', 'seals', 'Seals']] })]
  const { move, api } = await newsroomWith(wxr(stories, { records: ['t0', 't50', 'seals'].map((slug) => category(slug, slug.toUpperCase())).join('') }))
  await move()
  expect(['/category/t0/', '/category/t50/', '/category/seals/'].map((from) => api.redirects.get(from))).toEqual(['/topic/t0', '/', '/'])
})

test('links of a text to the old site’s categories, tags, people and front lead to where these are', async () => {
  const content = ['/category/seals/', '/author/edith/', '/', '/picture-9/', '/tag/none/'].map((path) => `<a href="${OLD}${path}">x</a>`).join(' ')
  const items = [picture(9, 'a.jpg', { parent: 1 }), post({ id: 1, content: `<p>${content}</p>`, terms: [['category', 'seals', 'Seals']] })]
  const { move, articleOf } = await newsroomWith(wxr(items, { records: category('seals', 'Seals') }))
  const { report } = await move()
  const text = JSON.stringify(articleOf('post-1')?.body)
  expect([...text.matchAll(/href=\\"([^"\\]*)/g)].map(([, href]) => href)).toEqual([
    '/topic/seals',
    '/author/edith-coyle',
    '/',
    '/world/post-1',
    `${OLD}/tag/none/`,
  ])
  expect(report.deadLinks).toEqual([{ address: `${OLD}/tag/none/`, count: 1 }])
})

test('a second run finds everything as it is', async () => {
  const { move } = await newsroomWith(wxr([post({ id: 1 }), post({ id: 2 })]))
  await move()
  expect(kindOf((await move()).report, 'post')).toMatchObject({ read: 2, filed: 0, unchanged: 2 })
})

test('a site that stops answering ends the command with how to go on', async () => {
  const { move, api } = await newsroomWith(wxr([post({ id: 1 })]))
  api.before = ({ path, body }) => (path === '/api/import' && body.includes('"type":"story"') ? new Response('') : undefined)
  expect(await move().catch((error) => error)).toMatchObject({ code: 4, err: expect.stringContaining('Run the same command again') })
})

test('the report is written as JSON and as a page, with every name escaped', async () => {
  const { move, cwd } = await newsroomWith(wxr([post({ id: 1, title: '<script>x</script>Hi & bye', content: '<form>Ask us</form>' })]))
  await move('--report', 'r.json', '--report', 'r.html', '--redirects', 'old.csv')
  expect(JSON.parse(await readFile(join(cwd, 'r.json'), 'utf8'))).toMatchObject({ format: 'dateline-import', v: 1 })
  const page = await readFile(join(cwd, 'r.html'), 'utf8')
  expect(page).toContain('Hi &amp; bye')
  expect(page).not.toContain('<script')
  expect(await readFile(join(dirname(join(cwd, 'r.html')), 'old.csv'), 'utf8')).toContain('/2019/03/post-1/,/world/post-1,301')
})

describe('an export in several files', () => {
  const two = () => newsroomWith(wxr([post({ id: 1, content: `<p><a href="${OLD}/2019/03/post-2/">x</a></p><p>[gallery ids="5"]</p>` })]))
  const second = wxr([post({ id: 2 }), picture(5, 'a.jpg'), post({ id: 1, title: 'Again' })])

  test('is one site: links, pictures and numbers of one file are found in the other', async () => {
    const { newsdesk, write, api, articleOf } = await two()
    await write('second.xml', second)
    const { code, out } = await newsdesk(['import', 'old.xml', 'second.xml', '--from', 'wordpress', '--json'], {
      fetch: (input, init) => (String(input).includes('old.example') ? Promise.resolve(new Response(JPEG)) : api.fetch(input, init)),
    })
    const report = JSON.parse(out) as Report
    expect(code).toBe(0)
    expect([...api.articles.keys()]).toEqual(['post-1', 'post-2'])
    expect(articleOf('post-1')?.body).toMatchObject([{ text: '<a href="/world/post-2">x</a>' }, { type: 'picture' }])
    expect(kindOf(report, 'post')).toMatchObject({ read: 3, filed: 2, notFiled: [{ items: [{ place: expect.stringMatching(/^second\.xml, line /) }] }] })
  })

  test('may be a folder, and a file of another site in it is named and left', async () => {
    const { newsdesk, write } = await two()
    await write('parts/a.xml', wxr([post({ id: 1 })]))
    await write('parts/b.xml', second.replaceAll(OLD, 'https://else.example'))
    await write('parts/c.xml', '<rss><channel><title>Feed</title></channel></rss>')
    await write('parts/notes.txt', 'Ours.')
    const { out, code } = await newsdesk(['import', 'parts', '--from', 'wordpress', '--dry-run', '--json'])
    const report = JSON.parse(out) as Report
    expect(code).toBe(1)
    expect(kindOf(report, 'post')).toMatchObject({ read: 1, filed: 1 })
    expect(
      kindOf(report, 'damage')
        ?.notFiled.map(({ why }) => why)
        .sort(),
    ).toEqual(['It’s no WordPress export: it has no wp:wxr_version.', 'It’s of another site, https://else.example. Import it by itself.'])
    expect(kindOf(report, 'other file')).toMatchObject({ read: 1 })
  })
})

test('no story is refused for its past: of older versions that are too long together the newest are taken', async () => {
  const version = (id: number) =>
    post({
      id,
      type: 'revision',
      status: 'inherit',
      parent: 1,
      title: `Version ${id}`,
      content: `<p>${'x'.repeat(700_000)}</p>`,
      gmt: `2019-01-01 00:00:${id}`,
    })
  const { move, api } = await newsroomWith(wxr([post({ id: 1 }), ...[10, 11, 12, 13, 14, 15, 16].map(version)]))
  const { report } = await move('--revisions')
  const line = api.sent.flatMap(({ path, body }) => (path === '/api/import' && body.includes('"type":"story"') ? [body.trim()] : [])).at(-1) ?? ''
  expect(line.length).toBeLessThan(4_000_000)
  expect(JSON.parse(line).history.map(({ article }: { article: { headline: string } }) => article.headline)).toEqual([
    'Version 12',
    'Version 13',
    'Version 14',
    'Version 15',
    'Version 16',
  ])
  expect(report.stories[0]?.notes).toEqual(['Of its 7 older versions, the oldest 2 were left out: together they are too long.'])
})

describe('links to the old site’s files', () => {
  const href = (body: unknown) => [...JSON.stringify(body).matchAll(/href=\\"([^"\\]*)/g)].map(([, address]) => address)

  test('lead to the picture, if it is one: in its original size, and moved for that alone', async () => {
    const content = `<p><a href="${UPLOADS}/a-1024x768.jpg">The chart</a></p><p><a href="${UPLOADS}/a.jpg"><img src="${UPLOADS}/a-300x200.jpg"></a></p>`
    const { move, articleOf, asked } = await newsroomWith(wxr([post({ id: 1, content }), picture(5, 'a.jpg')]))
    const { report, code } = await move()
    expect(code).toBe(0)
    expect(articleOf('post-1')?.body).toMatchObject([{ text: '<a href="/pictures/pic64">The chart</a>' }, { type: 'picture', src: '/pictures/pic64' }])
    expect(asked).toEqual(['/wp-content/uploads/a.jpg'])
    expect(report).toMatchObject({ deadLinkCount: 0, pictures: { shown: 1, moved: 1 } })
    expect(kindOf(report, 'attachment')).toMatchObject({ filed: 1 })
  })

  test('that are no pictures stay, and the report says which story has them', async () => {
    const content = `<p><a href="${UPLOADS}/r.pdf">Report</a> <a href="${UPLOADS}/gone.jpg">Gone</a></p><video src="${UPLOADS}/v.mp4"></video>`
    const { move, articleOf } = await newsroomWith(wxr([post({ id: 1, title: 'Fares', content })]), () => new Response('', { status: 404 }))
    const { report, code } = await move()
    expect(code).toBe(1)
    expect(href(articleOf('post-1')?.body)).toEqual([`${UPLOADS}/r.pdf`, `${UPLOADS}/gone.jpg`])
    expect(report.files).toEqual([
      { address: `${UPLOADS}/r.pdf`, stories: ['Fares'] },
      { address: `${UPLOADS}/v.mp4`, stories: ['Fares'] },
    ])
    expect(report.pictures.missing).toMatchObject([{ address: `${UPLOADS}/gone.jpg`, stories: ['Fares'] }])
    expect(report.deadLinks).toEqual([{ address: `${UPLOADS}/gone.jpg`, count: 1 }])
  })

  test('lead to where they will be, if that is said, and so do their old addresses', async () => {
    const content = `<p><a href="${UPLOADS}/r.pdf">Report</a></p><video src="${UPLOADS}/v.mp4"></video>`
    const { move, articleOf, api, newsdesk } = await newsroomWith(wxr([post({ id: 1, content })]))
    await move('--files-at', 'https://files.example/old/')
    expect(articleOf('post-1')?.body).toMatchObject([
      { text: '<a href="https://files.example/old/wp-content/uploads/r.pdf">Report</a>' },
      { url: 'https://files.example/old/wp-content/uploads/v.mp4' },
    ])
    expect(api.redirects.get('/wp-content/uploads/r.pdf')).toBe('https://files.example/old/wp-content/uploads/r.pdf')
    expect(await newsdesk(['import', 'old.xml', '--from', 'wordpress', '--files-at', 'files'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('is no address'),
    })
    const { out } = await newsdesk(['import', 'old.xml', '--from', 'wordpress', '--dry-run'])
    expect(out).toContain('2 files that stories link to stay at the old site')
  })
})

test('a dry run that the site doesn’t answer says so, and calls no section new', async () => {
  const { newsdesk } = await newsroomWith(wxr([post({ id: 1 })]))
  const { out, code } = await newsdesk(['import', 'old.xml', '--from', 'wordpress', '--dry-run'], {
    fetch: async () => {
      throw new TypeError('fetch failed')
    },
  })
  expect(code).toBe(0)
  expect(out).toMatch(/It isn’t known which sections http\S+ has: .*reach.* When that is settled, run this again\./)
  expect(out).not.toContain('doesn’t name yet')
})

test('a dry run before a site that isn’t set up yet names the sections that it lacks', async () => {
  const { newsdesk, api } = await newsroomWith(wxr([post({ id: 1 })]))
  api.values.delete('/api/site')
  const { out } = await newsdesk(['import', 'old.xml', '--from', 'wordpress', '--dry-run'])
  expect(out).toContain('Sections that the site doesn’t name yet')
  expect(out).not.toContain('It isn’t known')
})

test('a dry run that the site refuses says what to do about that, and not that it didn’t answer', async () => {
  const { newsdesk } = await newsroomWith(wxr([post({ id: 1 })]))
  const detail = 'This token is unknown, expired or revoked. Ask an admin for a new one.'
  const { out } = await newsdesk(['import', 'old.xml', '--from', 'wordpress', '--dry-run'], { fetch: async () => Response.json({ detail }, { status: 401 }) })
  expect(out).toContain(detail)
})

test('each old address that the site refuses is in the report, with why, so that somebody can act on it', async () => {
  const { newsdesk, api, cwd } = await newsroomWith(wxr([post({ id: 1 })]))
  api.refusedRedirects.set('/2019/03/post-1/', 'Readers find the story “post-1” at /2019/03/post-1.')
  const { out, code } = await newsdesk(['import', 'old.xml', '--from', 'wordpress', '--report', 'r.json', '--report', 'r.html'])
  expect(code).toBe(1)
  expect(out).toContain('/2019/03/post-1/: Readers find the story “post-1”')
  expect(await readFile(join(cwd, 'r.html'), 'utf8')).toContain('<td>/2019/03/post-1/</td><td>Readers find the story “post-1”')
  expect(JSON.parse(await readFile(join(cwd, 'r.json'), 'utf8')).redirects).toMatchObject({
    refused: 1,
    refusals: [{ from: '/2019/03/post-1/', why: expect.stringContaining('Readers find') }],
  })
})

test('an address in Arabic, Greek or Chinese that stays what it was is no redirect to itself, which the site would refuse', async () => {
  const names = ['علي حسن', 'Γιώργος', '王芳']
  const authors = names.map((name) => [name.replace(' ', '-').toLowerCase(), name] as const)
  const { move, api } = await newsroomWith(
    wxr(
      authors.map(([login], at) => post({ id: at + 1, creator: login })),
      { authors },
    ),
  )
  await move()
  const toThemselves = [...api.redirects].filter(([from, to]) => decodeURIComponent(from).replace(/\/$/, '') === decodeURIComponent(to))
  expect(toThemselves).toEqual([])
  expect(api.redirects.get(`/?author_name=${encodeURIComponent('王芳')}`)).toBe('/author/王芳')
})

test.each([
  ['edith_coyle', 'edith_coyle'],
  ['jürgen.müller', 'jurgen-muller'],
  ['Li Wei', 'li-wei'],
])('readers of the old page of the author %s find that author here', async (login, nicename) => {
  const { move, api } = await newsroomWith(wxr([post({ id: 1, creator: login })], { authors: [[login, 'Ann Reporter']] }))
  await move()
  expect(api.redirects.get(`/author/${nicename}/`)).toBe('/author/ann-reporter')
})

test('an author whose name WordPress can’t spell has no address there, which the site would refuse', async () => {
  const { move, api } = await newsroomWith(wxr([post({ id: 1, creator: '…' })], { authors: [['…', 'Ann Reporter']] }))
  await move()
  expect([...api.redirects.keys()].filter((from) => from.includes('author'))).toEqual([])
})

test('a picture that the old library lists twice isn’t said to be shown by no story', async () => {
  const { move } = await newsroomWith(
    wxr([post({ id: 1, content: `<img src="${UPLOADS}/a.jpg" alt="">` }), picture(5, 'a.jpg'), picture(6, 'a.jpg'), picture(7, 'b.jpg')]),
  )
  const { report } = await move()
  expect(kindOf(report, 'attachment')).toMatchObject({
    filed: 1,
    notFiled: [
      { why: 'Its file came along as that of another entry.', count: 1 },
      { why: 'No story shows it.', count: 1 },
    ],
  })
})

test('who asks for a page of an old listing doesn’t find a story without a title there that WordPress called by its number', async () => {
  const { move, api } = await newsroomWith(
    wxr([post({ id: 18, name: '18', title: '', content: '<p>Seals are back in the bay.</p>' }), post({ id: 19, name: '1984' })]),
  )
  await move()
  expect([...api.articles.keys()]).toEqual(['seals-are-back-in-the-bay', '1984'])
  expect(api.redirects.get('/2019/03/18/')).toMatch(/\/seals-are-back-in-the-bay$/)
})

test('a story with ten thousand topics has one sentence of them, and all their names in the report’s JSON', async () => {
  const terms = Array.from({ length: 10_000 }, (_, at) => ['post_tag', `t${at}`, `T${at}`] as const)
  const { move } = await newsroomWith(wxr([post({ id: 1, terms }), post({ id: 2, terms: terms.slice(0, 60) })]))
  const { report } = await move('--dry-run')
  expect(report.stories[0]?.notes).toEqual(['An article can have up to 50 topics. Left out: “T50”, “T51”, “T52”, “T53”, “T54” and 9,945 more.'])
  expect(report.stories[0]?.topicsLeftOut).toHaveLength(9950)
  expect(report.losses).toEqual([{ sentence: 'An article can have up to 50 topics. Left out: “…”.', count: 2 }])
})

describe('a site that was moved to another address between two exports', () => {
  const items = Array.from({ length: 12 }, (_, at) => post({ id: at + 1 }))
  const moved = wxr([...items, post({ id: 99 })]).replaceAll(OLD, 'https://archive.example')

  test('has not every story twice: nothing is filed before somebody says what they are', async () => {
    const { move, write, newsdesk, api } = await newsroomWith(wxr(items))
    await move()
    await write('moved.xml', moved)
    const { code, err } = await newsdesk(['import', 'moved.xml', '--from', 'wordpress'])
    expect([code, err]).toEqual([1, expect.stringContaining('12 of 13 new stories have the names of articles that are here')])
    expect(api.articles.size).toBe(12)
  })

  test('is known by the address that it had, and only its new stories are filed', async () => {
    const { move, write, newsdesk, api } = await newsroomWith(wxr(items))
    await move()
    await write('moved.xml', moved)
    const { out } = await newsdesk(['import', 'moved.xml', '--from', 'wordpress', '--old-site', OLD, '--json'])
    expect(kindOf(JSON.parse(out) as Report, 'post')).toMatchObject({ read: 13, filed: 1, unchanged: 12 })
    expect([...api.articles.keys()].at(-1)).toBe('post-99')
  })

  test('may be another site after all, and stands beside the first', async () => {
    const { move, write, newsdesk, api } = await newsroomWith(wxr(items))
    await move()
    await write('moved.xml', moved)
    await newsdesk(['import', 'moved.xml', '--from', 'wordpress', '--beside', '--json'])
    expect(api.articles.size).toBe(25)
  })
})
