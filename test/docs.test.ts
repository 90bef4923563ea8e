import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { root } from '../scripts/run-node.ts'

const read = (path: string) => readFileSync(join(root, path), 'utf8')
const DOCS = ['README.md', 'CONTRIBUTING.md', ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' }).map((name) => `docs/${name}`)].filter(
  (name) => name.endsWith('.md'),
)

/** Docs leave `src/` out where all they speak of is there. */
const isThere = (path: string) => existsSync(join(root, path)) || existsSync(join(root, 'src', path))

describe.each(DOCS)('%s', (name) => {
  test('names only files that are there', () => {
    const text = read(name)
    const paths = [...text.matchAll(/`((?:[\w.-]+\/)+[\w.-]*\.(?:tsx?|js|css|md|json|toml))`/g)].map(([, path = '']) => path)
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, path = '']) => join(name, '..', path))
    expect([...paths, ...links].filter((path) => !isThere(path))).toEqual([])
  })
})

test('the map in CONTRIBUTING.md leads to what it says', () => {
  const rows = [...read('CONTRIBUTING.md').matchAll(/^\| [^|]+ \| ([^|]+) \| ([^|]+) \|$/gm)].flatMap(([, files = '', symbols = '']) => {
    const paths = [...files.matchAll(/`([\w./-]+\.(?:tsx?|toml))`/g)].flatMap(([, path = '']) => (isThere(path) ? [path] : []))
    return paths.length > 0 ? [{ text: paths.map(read).join('\n'), symbols: symbols.match(/(?<=`)\w+(?=`)/g) ?? [] }] : []
  })
  expect(rows.length).toBeGreaterThan(25)
  for (const { text, symbols } of rows) for (const symbol of symbols) expect(text, symbol).toMatch(new RegExp(`\\b${symbol}\\b`))
})
