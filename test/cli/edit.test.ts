/** newsdesk edit: an editor's own program, a colleague at the same story, and text that is never lost. */
import { existsSync } from 'node:fs'
import { readFile, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { answering, atTheDesk, story } from './at-the-desk.ts'
import { problem } from './fake-api.ts'

const drafts: string[] = []
afterEach(async () => {
  for (const path of drafts.splice(0)) await rm(dirname(path), { recursive: true, force: true })
})

/** An editor who changes the file each time as the next of `changes` says. */
function typing(...changes: ((text: string, path: string) => string | Promise<string>)[]) {
  return {
    openEditor: async (_program: string, path: string) => {
      drafts.push(path)
      const change = changes.shift()
      if (change) await writeFile(path, await change(await readFile(path, 'utf8'), path))
      return 0
    },
  }
}

const headline = (words: string) => (text: string) => text.replace('The story of a', words)

async function published() {
  const desk = await atTheDesk({ 'a.json': story('a') })
  await desk.newsdesk(['put', 'a.json', '--publish'])
  return desk
}

const headlines = (desk: Awaited<ReturnType<typeof atTheDesk>>) => desk.api.articles.get('a')?.revisions.map((revision) => revision.headline)

test('what changed is shown, asked about and filed over the revision it started from', async () => {
  const desk = await published()
  const terminal = answering('y')
  const edit = await desk.newsdesk(['edit', 'a'], { ...typing(headline('A better headline')), ...terminal })
  expect(edit).toMatchObject({ code: 0, err: '' })
  expect(edit.out).toContain('a: revision 1 → yours\n/headline: {-The-}{+A+} {-story-}{+better+} {-of a-}{+headline+}\n')
  expect(edit.out).toContain('/world/a  revision 2, published\n')
  expect(terminal.asked).toEqual(['File it for readers to see? [y/N, e to edit again] '])
  expect(headlines(desk)).toEqual(['The story of a', 'A better headline'])
  expect(desk.api.calls('PUT', /a$/).at(-1)?.headers.get('If-Match')).toBe('"1"')
  expect(existsSync(drafts[0] ?? '')).toBe(false)
})

test('the file is Markdown that nobody else on the machine reads, and VISUAL goes before EDITOR', async () => {
  const desk = await published()
  const seen: unknown[] = []
  const openEditor = async (program: string, path: string) => {
    drafts.push(path)
    seen.push(program, (await stat(path)).mode & 0o777, (await stat(dirname(path))).mode & 0o777, path.endsWith('/a.md'))
    return 0
  }
  for (const env of [{ VISUAL: 'code --wait', EDITOR: 'nano' }, { EDITOR: 'nano' }, {}])
    await desk.newsdesk(['edit', 'a', '--yes'], { openEditor, env: { DATELINE_TOKEN: 't', ...env } })
  expect(seen).toEqual(['code --wait', 0o600, 0o700, true, 'nano', 0o600, 0o700, true, 'vi', 0o600, 0o700, true])
})

test('who says no keeps the text', async () => {
  const desk = await published()
  const { code, err } = await desk.newsdesk(['edit', 'a'], { ...typing(headline('Not yet')), ...answering('n') })
  expect({ code, err }).toEqual({ code: 1, err: `Nothing was filed.\nYour text is in ${drafts[0]}\n` })
  expect(await readFile(drafts[0] ?? '', 'utf8')).toContain('Not yet')
  expect(headlines(desk)).toEqual(['The story of a'])
})

test('e opens the editor again on what was written', async () => {
  const desk = await published()
  const terminal = answering('e', 'y')
  await desk.newsdesk(['edit', 'a'], { ...typing(headline('First'), (text) => text.replace('First', 'Second')), ...terminal })
  expect(headlines(desk)).toEqual(['The story of a', 'Second'])
})

test('a colleague who files in the meantime keeps the last word, and the text is not lost', async () => {
  const desk = await published()
  const edit = await desk.newsdesk(['edit', 'a', '--yes'], {
    ...typing((text) => {
      desk.api.colleague('Bo Chen', 'a', { headline: 'What Bo found out' })
      return headline('What Ann wrote')(text)
    }),
  })
  expect(edit.code).toBe(1)
  expect(headlines(desk)).toEqual(['The story of a', 'What Bo found out'])
  expect(edit.err).toContain('Nothing was replaced. You started from revision 1 of "a", and the newest is revision 2, filed by Bo Chen at 2026-11-26T')
  expect(edit.err).toContain('newsdesk diff a --from 1')
  expect(edit.err).toContain(`newsdesk put ${drafts[0]} --replace`)
  expect(edit.err).toContain(`Your text is in ${drafts[0]}`)
  expect(await readFile(drafts[0] ?? '', 'utf8')).toContain('What Ann wrote')
})

test('a colleague’s correction alone does not stand in the way', async () => {
  const desk = await published()
  const edit = await desk.newsdesk(['edit', 'a', '--yes'], {
    ...typing((text) => {
      desk.api.colleague('Bo Chen', 'a', { corrections: [{ at: '2026-11-26T00:00:00Z', text: 'It was Tuesday.' }] })
      return headline('What Ann wrote')(text)
    }),
  })
  expect(edit.code).toBe(0)
  expect(headlines(desk)?.at(-1)).toBe('What Ann wrote')
})

test.each([
  ['an empty file', () => '', 'The file is empty: nothing was filed.\n', 1],
  ['blank lines', () => '\n \n', 'The file is empty: nothing was filed.\n', 1],
  ['no change', (text: string) => text, '', 0],
])('%s files nothing and leaves nothing behind', async (_, change, err, code) => {
  const desk = await published()
  expect(await desk.newsdesk(['edit', 'a'], { ...typing(change), ...answering('y') })).toMatchObject({ code, err })
  expect(headlines(desk)).toEqual(['The story of a'])
  expect(existsSync(dirname(drafts[0] ?? ''))).toBe(false)
})

test('an editor that fails files nothing; what was written by then is kept', async () => {
  const desk = await published()
  const failing = {
    openEditor: async (program: string, path: string) => {
      await typing(headline('Half')).openEditor(program, path)
      return 3
    },
  }
  const { code, err } = await desk.newsdesk(['edit', 'a', '--yes'], failing)
  expect({ code, err }).toEqual({ code: 1, err: `Your editor, vi, ended with 3: nothing was filed.\nYour text is in ${drafts[0]}\n` })
  const unable = { openEditor: async () => Promise.reject(new Error('spawn ENOENT')) }
  expect((await desk.newsdesk(['edit', 'a', '--yes'], unable)).err).toBe('newsdesk: Your editor, vi, cannot be started (spawn ENOENT).\n')
  expect(headlines(desk)).toEqual(['The story of a'])
})

test('flaws are named with their line, and the editor opens again', async () => {
  const desk = await published()
  const terminal = answering('', 'y')
  const edit = await desk.newsdesk(['edit', 'a'], {
    ...typing(
      (text) => text.replace('section: world', 'section: World News!'),
      (text) => headline('Mended')(text.replace('World News!', 'world')),
    ),
    ...terminal,
  })
  expect(edit.code).toBe(0)
  expect(edit.err).toMatch(/a\.md:\d+: \/section: /)
  expect(terminal.asked[0]).toBe('Edit it again? [Y/n] ')
  expect(headlines(desk)?.at(-1)).toBe('Mended')
})

test('what the site refuses, and a connection that breaks, leave the text where it is said', async () => {
  const desk = await published()
  desk.api.before = ({ method }) => (method === 'PUT' ? problem(422, 'No.', [{ pointer: '/headline', message: 'A headline says something.' }]) : undefined)
  const refused = await desk.newsdesk(['edit', 'a', '--yes', '--json'], typing(headline('Something')))
  expect(refused.code).toBe(1)
  expect(refused.err).toMatch(/a\.md:\d+: \/headline: A headline says something\.\nYour text is in /)
  expect(refused.json()).toMatchObject([{ slug: 'a', ok: false, status: 422, file: drafts[0] }])
  desk.api.before = ({ method }) => {
    if (method === 'PUT') throw new TypeError('fetch failed')
    return undefined
  }
  const broken = await desk.newsdesk(['edit', 'a', '--yes'], typing(headline('Something')))
  expect(broken.code).toBe(4)
  expect(broken.err).toContain(`Your text is in ${drafts.at(-1)}`)
  expect(await readFile(drafts.at(-1) ?? '', 'utf8')).toContain('Something')
})

test('another slug is another article: edit does not make one', async () => {
  const desk = await published()
  const { code, err } = await desk.newsdesk(
    ['edit', 'a', '--yes'],
    typing((text) => text.replace('slug: a', 'slug: b')),
  )
  expect(code).toBe(1)
  expect(err).toContain('the slug is "a". To move the article: newsdesk rename a b')
  expect([...desk.api.articles.keys()]).toEqual(['a'])
})

test('--publish puts a draft out, and --yes asks nobody', async () => {
  const desk = await atTheDesk({ 'a.json': story('a') })
  await desk.newsdesk(['put', 'a.json'])
  expect((await desk.newsdesk(['edit', 'a'], typing())).code).toBe(2)
  const { out } = await desk.newsdesk(['edit', 'a', '--publish', '--yes'], typing(headline('Out')))
  expect(out).toContain('/world/a  revision 2, published\n')
})

test('a slow network is waited for', async () => {
  const desk = await published()
  let busy = 2
  desk.api.before = ({ method }) => (method === 'PUT' && busy-- > 0 ? problem(503, 'Busy.', undefined, { 'Retry-After': '20' }) : undefined)
  expect((await desk.newsdesk(['edit', 'a', '--yes'], typing(headline('Late')))).code).toBe(0)
  expect(desk.waits).toEqual([20_000, 20_000])
  expect(headlines(desk)?.at(-1)).toBe('Late')
})

test('an article that nobody filed opens no editor', async () => {
  const desk = await atTheDesk()
  expect(await desk.newsdesk(['edit', 'missing', '--yes'], typing())).toMatchObject({ code: 1, err: 'missing: There is no article "missing".\n' })
  expect(drafts).toEqual([])
})

test('text that an editor left beside the file, as a copy or under another name, is kept and named', async () => {
  const desk = await published()
  const leaving = (name: string, act: (path: string) => Promise<void>) => ({
    openEditor: async (_program: string, path: string) => {
      drafts.push(path)
      await writeFile(join(dirname(path), name), 'An hour of work')
      await act(path)
      return 0
    },
  })
  const failed = await desk.newsdesk(
    ['edit', 'a', '--yes'],
    leaving('a.md.bak', (path) => rm(path)),
  )
  expect(failed).toMatchObject({ code: 1, err: `The file is empty: nothing was filed.\nYour text is in ${drafts[0]}.bak\n` })
  const savedAs = await desk.newsdesk(
    ['edit', 'a', '--yes'],
    leaving('other.md', async () => {}),
  )
  expect(savedAs).toMatchObject({ code: 0, err: `Your text is in ${join(dirname(drafts[1] ?? ''), 'other.md')}\n` })
  for (const [at, name] of ['a.md.bak', 'other.md'].entries()) expect(existsSync(join(dirname(drafts[at] ?? ''), name))).toBe(true)
})

test('where no file to edit can be written, that is said', async () => {
  const desk = await published()
  vi.stubEnv('TMPDIR', join(desk.cwd, 'nowhere'))
  expect(await desk.newsdesk(['edit', 'a', '--yes'])).toMatchObject({
    code: 1,
    err: expect.stringMatching(/^newsdesk: No file to edit can be written in .*TMPDIR/),
  })
  vi.unstubAllEnvs()
})
