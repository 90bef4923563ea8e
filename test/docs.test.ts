/** Where the documents say that something is, it is. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { root } from '../scripts/run-node.ts'

const DECISIONS = readdirSync(join(root, 'docs/decisions')).map((name) => `docs/decisions/${name}`)
const textOf = (path: string) => readFileSync(join(root, path), 'utf8')
const codeIn = (text: string) => [...text.matchAll(/`([^`\n]+)`/g)].map(([, code]) => code ?? '')

/** Paths in the repository, or in `src/`, as the architecture has them. */
const PATH = /^(?:(?:bench|demo|docs|scripts|src|static|test)\/[\w./-]*|[\w-]+(?:\/[\w.-]+)*\.tsx?)$/
/** What the build makes. */
const BUILT = 'src/build/'

describe.each([
  'README.md',
  'CONTRIBUTING.md',
  'docs/architecture.md',
  'docs/performance.md',
  'docs/cost.md',
  'docs/reliability.md',
  'docs/security.md',
  'SECURITY.md',
  ...DECISIONS,
])('%s', (document) => {
  test('names files and folders that are there', () => {
    const paths = codeIn(textOf(document)).filter((code) => PATH.test(code) && code.includes('/') && !code.startsWith(BUILT))
    expect(paths.filter((path) => !existsSync(join(root, path)) && !existsSync(join(root, 'src', path)))).toEqual([])
  })
})

test('the map for newcomers leads to what it says', () => {
  const places = textOf('CONTRIBUTING.md')
    .split('\n')
    .filter((line) => /^\| [^|]+\| `[\w-]+\//.test(line))
    .map((line) => line.split('|').slice(2, 4).map(codeIn))
    .flatMap(([files = [], words = []]) => words.map((word) => ({ files, word })))
  expect(places.length).toBeGreaterThan(25)
  expect(places.filter(({ files, word }) => !files.some((file) => textOf(file).includes(word)))).toEqual([])
})

test('what reliability.md says is tested has a test of that name', () => {
  const cells = textOf('docs/reliability.md')
    .split('\n')
    .filter((line) => line.startsWith('| ') && !/^\| (?:---|fault|answer|binding)/.test(line))
    .map((line) => line.split('|').at(-2) ?? '')
  const names = cells.flatMap((cell) => [...cell.matchAll(/"([^"]+)"/g)].map(([, name]) => name ?? ''))
  const tests = [
    'test/desk',
    'test/press',
    'test/faults',
    'test/edge',
    'test/reader',
    'test/pictures',
    'test/newsletter',
    'test/newsletter/delivery',
    'test/readership',
  ]
    .flatMap((folder) =>
      readdirSync(join(root, folder))
        .filter((name) => /\.test\.tsx?$/.test(name))
        .map((name) => textOf(`${folder}/${name}`)),
    )
    .join('\n')
    // As `describe.each` writes them.
    .replace(/while (KV|the press|R2|Images|assets|the limiter|the count of reads|everything behind the desk) %s/g, 'while $1 fails while $1 hangs')
  expect(names.length).toBeGreaterThan(25)
  expect(names.filter((name) => !tests.includes(name))).toEqual([])
})

describe('the threat model', () => {
  const lines = textOf('docs/security.md')
    .split('\n')
    .filter((line) => /^\| (?!attack |---)/.test(line))

  test('says for each attack which test shows what holds', () => {
    expect(lines.length).toBeGreaterThan(40)
    expect(lines.filter((line) => !/ `test\/[\w./-]+\.test\.ts`: “[^”]+” \|$/.test(line))).toEqual([])
  })

  test('names tests that are there', () => {
    const named = lines.map((line) => / `(test\/[\w./-]+)`: “([^”]+)” \|$/.exec(line)?.slice(1, 3) ?? [])
    const isThere = ([file = '', name = '']: string[]) =>
      existsSync(join(root, file)) && [`'${name}'`, `\`${name}\``].some((text) => textOf(file).includes(text))
    expect(named.filter((one) => !isThere(one))).toEqual([])
  })
})
