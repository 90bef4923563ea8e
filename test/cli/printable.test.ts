/** A headline, a note or a file's name can hold what rewrites an editor's terminal. None of it is printed as it is. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { printable } from '../../src/cli/printable.ts'
import { answering, atTheDesk, story } from './at-the-desk.ts'
import { problem } from './fake-api.ts'

const TITLE = '\x1b]0;owned\x07'
const CLEAR = '\x1b[2J\x1b[H'
const HOSTILE = `${TITLE}${CLEAR}Calm\u009b31m\r\n/world/b  revision 9, published\u202Eevil\u2066\u200b\u2028\u061c\x7f`
/** What may stand raw in anything printed: our own line ends. */
const RAW = /[^\P{Cc}\n]|[\u200b\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\u2028\u2029]/u
const answer = { slug: 'a', revision: 1, state: 'published', url: `/world/${HOSTILE}`, notes: [HOSTILE], stale: [HOSTILE], changed: true }
const entry = { ...answer, headline: HOSTILE, at: HOSTILE, by: HOSTILE, publishedAt: HOSTILE }

test.each([
  ['\x1b[2J', '\\u001b[2J'],
  ['a\nb\tc\rd', 'a\\nb\\tc\\rd'],
  ['\u0000\u007f\u0085\u009b', '\\u0000\\u007f\\u0085\\u009b'],
  ['abc\u202Edef\u2069', 'abc\\u202edef\\u2069'],
  ['\u200e\u200f\u061c\u2028\u2029', '\\u200e\\u200f\\u061c\\u2028\\u2029'],
  ['ze\u200bro\u200c\u200d\u2060\ufeff', 'ze\\u200bro\\u200c\\u200d\\u2060\\ufeff'],
  ['soft\u00adhyphen \u3164', 'soft\\u00adhyphen \\u3164'],
  ['half \ud800 tag \u{e0041}', 'half \\ud800 tag \\udb40\\udc41'],
])('%j is shown as it is spelt', (text, shown) => {
  expect(printable(text)).toBe(shown)
})

test.each(['Málì – 马里 – 日本「語」', 'خبر عاجل', 'می‌خواهم', 'क्‍ष', '👩🏽‍💻 👨‍👩‍👧 ❤️ ☺️', 'Price: 5 € \\u001b'])('%s is left as it is', (text) => {
  expect(printable(text)).toBe(text)
})

test('JSON stays the same JSON, in plain characters', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.integer({ min: 0, max: 0x2100 }), fc.integer({ min: 0, max: 0x10ffff }))), (letters) => {
      const text = String.fromCodePoint(...letters)
      const shown = printable(JSON.stringify({ text }))
      expect(JSON.parse(shown)).toEqual({ text })
      expect(shown).not.toMatch(RAW)
    }),
  )
  expect(JSON.parse(printable(JSON.stringify({ [HOSTILE]: HOSTILE })))).toEqual({ [HOSTILE]: HOSTILE })
})

describe('whatever the site says, on a terminal or in a log', () => {
  const everything = () =>
    Response.json(
      {
        ...entry,
        items: [
          {
            ...entry,
            id: HOSTILE,
            name: HOSTILE,
            role: HOSTILE,
            advertiser: HOSTILE,
            what: HOSTILE,
            type: HOSTILE,
            said: HOSTILE,
            detail: HOSTILE,
            note: HOSTILE,
            live: true,
          },
        ],
        diff: [{ field: HOSTILE, runs: [{ text: HOSTILE }, { text: HOSTILE, op: 'added' }, { text: HOSTILE, op: 'removed' }] }],
        pins: [HOSTILE],
        rules: [{ wrong: 'the', right: HOSTILE, why: HOSTILE }],
        unknown: [HOSTILE],
        adopted: [HOSTILE],
        malformed: [{ key: HOSTILE, message: HOSTILE }],
        done: true,
        until: HOSTILE,
        token: HOSTILE,
        preview: { url: HOSTILE, until: HOSTILE },
        [HOSTILE]: HOSTILE,
      },
      { headers: { ETag: '"1"' } },
    )
  const calls = [
    ['list'],
    ['revisions', 'a'],
    ['diff', 'a', '--from', '1'],
    ['publish', 'a'],
    ['schedule', 'a', '--at', '2026-12-01T08:00:00Z'],
    ['unschedule', 'a'],
    ['withdraw', 'a'],
    ['correct', 'a', HOSTILE],
    ['restore', 'a', '1'],
    ['preview', 'a'],
    ['front'],
    ['front', 'b'],
    ['live', 'list', 'a'],
    ['live', 'end', 'a'],
    ['live', 'resume', 'a'],
    ['banner'],
    ['banner', HOSTILE],
    ['site'],
    ['campaigns'],
    ['adopt'],
    ['audit'],
    ['token', 'list'],
    ['webhooks', 'list'],
    ['webhooks', 'log', 'h1'],
    ['webhooks', 'add', 'https://hook.example.org'],
    ['webhooks', 'test', 'h1'],
    ['token', 'create', '--name', HOSTILE, '--role', 'editor'],
    ['put', 'a.json'],
    ['put', 'a.json', '--dry-run'],
    ['get', 'a'],
    ['get', 'a', '--as', 'json'],
    ['export'],
    ['whoami'],
    ['rename', 'a', 'b'],
    ['delete', 'a', '--yes'],
    ['erase', 'a', '1', '--reason', HOSTILE, '--yes'],
    ['open', 'a'],
    ['open', 'desk'],
    ['invite', HOSTILE, '--role', 'editor'],
    ['edit', 'a', '--yes'],
    ['login', 'https://news.example'],
    ['style', 'check', 'a.json'],
    ['style', 'import', 'a.json', '--replace'],
    ['sites'],
    ['sections', 'list'],
    ['sections', 'rename', 'world', 'globe'],
    ['redirects', 'list'],
    ['redirects', 'add', '/a', HOSTILE],
    ['redirects', 'remove', HOSTILE],
    ['redirects', 'export'],
  ]
  test.each(calls)('%s %s', async (...args) => {
    const desk = await atTheDesk({ 'a.json': story('a') })
    desk.api.before = everything
    for (const more of [[], ['--json']]) {
      let [out, err] = ['', '']
      const terminal = {
        stdout: { isTTY: true, write: (text: string) => (out += text) },
        stderr: { isTTY: true, columns: 80, write: (text: string) => (err += text) },
      }
      await desk.newsdesk([...args, ...more], { ...terminal, env: { DATELINE_TOKEN: 't', NO_COLOR: '1' } })
      // The bar is drawn by going back and clearing the line: that is ours.
      for (const drawn of ['\r\x1b[K', '\x1b[1G', '\x1b[0K', '\x1b[0J']) err = err.replaceAll(drawn, '')
      expect(`${out}${err}`).not.toMatch(RAW)
      if (more.length > 0) for (const line of out.split('\n').filter(Boolean)) JSON.parse(line)
    }
  })

  test.each(calls)('a refusal of %s %s', async (...args) => {
    const desk = await atTheDesk({ 'a.json': story('a') })
    desk.api.before = ({ method }) =>
      method === 'GET' && args[0] !== 'list' ? everything() : problem(422, HOSTILE, [{ pointer: `/${HOSTILE}`, message: HOSTILE }])
    const { out, err } = await desk.newsdesk(args)
    // What is piped is a document, not a terminal.
    expect(`${args[0] === 'get' || args.includes('export') ? '' : out}${err}`).not.toMatch(RAW)
  })

  test('no access, an address that does not answer, an error in the middle', async () => {
    const desk = await atTheDesk()
    desk.api.before = () => problem(403, HOSTILE)
    expect((await desk.newsdesk(['list'])).err).not.toMatch(RAW)
    desk.api.before = () => problem(503, HOSTILE, undefined, { 'Retry-After': '900' })
    expect((await desk.newsdesk(['list'])).err).not.toMatch(RAW)
    desk.api.before = () => {
      throw new TypeError('fetch failed', { cause: new Error(HOSTILE) })
    }
    expect((await desk.newsdesk(['list'])).err).not.toMatch(RAW)
  })

  test('an import whose answers are hostile, or cut', async () => {
    const desk = await atTheDesk({ 'all.jsonl': `${JSON.stringify(story('a'))}\n` })
    desk.api.before = () => new Response(`${JSON.stringify({ line: 1, ok: false, slug: HOSTILE, message: HOSTILE })}\n`)
    expect((await desk.newsdesk(['import', 'all.jsonl'])).err).not.toMatch(RAW)
    desk.api.before = () => new Response(`{"line":1,${HOSTILE}`)
    const cut = await desk.newsdesk(['import', 'all.jsonl'])
    expect(cut.code).toBe(4)
    expect(cut.err).not.toMatch(RAW)
  })
})

test('a headline cannot forge a line of its own, nor colours', async () => {
  const desk = await atTheDesk()
  desk.api.before = () => Response.json({ items: [{ ...entry, headline: 'Calm\n/world/b  revision 9, published\x1b[32m' }] })
  let out = ''
  await desk.newsdesk(['list'], { stdout: { isTTY: true, columns: 900, write: (text) => (out += text) } })
  // The heads, the one article, and the end of its line.
  const [, row = '', ...rest] = out.split('\n')
  expect(rest).toEqual([''])
  expect(row).toContain('Calm\\n/world/b  revision 9, published\\u001b[32m')
  expect(row.split('\x1b').slice(1)).toEqual([expect.stringMatching(/^\[2m\\u001b/), '[0m'])
})

test('a clash with a colleague whose name is hostile, in a file whose name is', async () => {
  const name = 'a\x1b]0;x\x07\n$(reboot).json'
  const desk = await atTheDesk()
  await mkdir(desk.cwd, { recursive: true })
  await writeFile(join(desk.cwd, name), JSON.stringify(story('a')))
  await desk.newsdesk(['put', name])
  desk.api.colleague(HOSTILE, 'a', { headline: 'Newer' })
  const { code, err } = await desk.newsdesk(['put', name])
  expect(code).toBe(1)
  expect(err).not.toMatch(RAW)
  expect(err).toContain("newsdesk put 'a\\u001b]0;x\\u0007\\n$(reboot).json' --replace")
})

test('a question names no file raw', async () => {
  const name = 'a\x1b[2J\u202E.json'
  const desk = await atTheDesk({ [name]: story('a') })
  await desk.newsdesk(['put', name])
  desk.api.colleague('Bo', 'a', { headline: 'Newer' })
  await desk.write(name, story('a', { headline: 'Mine' }))
  const terminal = answering('n')
  await desk.newsdesk(['put', name], terminal)
  expect(terminal.asked).toEqual(['Put a\\u001b[2J\\u202e.json over revision 2? [y/N] '])
})

test('a site whose holder has a hostile name is stored and listed unarmed', async () => {
  const desk = await atTheDesk()
  desk.api.holders.set('t', { name: HOSTILE, role: HOSTILE })
  const login = await desk.newsdesk(['login', 'https://news.example'], { env: {}, ...answering('t') })
  expect(`${login.out}${login.err}`).not.toMatch(RAW)
  for (const more of [[], ['--json']]) expect((await desk.newsdesk(['sites', ...more], { env: {} })).out).not.toMatch(RAW)
})

test('words of the command line and files come back unarmed too', async () => {
  const desk = await atTheDesk({ 'bad.json': `{"slug": "a", ${HOSTILE}`, 'site.json': `{${HOSTILE}` })
  for (const args of [
    [HOSTILE],
    ['put', HOSTILE],
    ['put', 'bad.json'],
    ['site', 'site.json'],
    ['list', '--url', HOSTILE],
    ['list', `--${HOSTILE}`],
    ['front', `${HOSTILE}.json`],
    ['get', HOSTILE],
  ])
    expect((await desk.newsdesk(args)).err).not.toMatch(RAW)
})

test('a document goes through a pipe as it is', async () => {
  const desk = await atTheDesk()
  desk.api.before = () => new Response(`{"a":"\u202E"}\n`)
  expect((await desk.newsdesk(['export'])).out).toBe('{"a":"\u202E"}\n')
})
