import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { root } from '../scripts/run-node.ts'
import { Article } from '../src/copy/shapes/article.ts'
import { BLOCK_TYPES } from '../src/copy/shapes/block.ts'
import { RESERVED_SECTIONS } from '../src/copy/shapes/section.ts'
import { CALLS } from '../src/desk/api/routes.ts'
import * as keys from '../src/edition/keys.ts'
import { site } from '../src/site.tsx'
import { ORDERS, STATES } from './newsletter/orders-table.ts'

const contract = readFileSync(join(root, 'docs/contract.md'), 'utf8')
const chapter = (title: string) => contract.split(/^(?=##+ )/m).find((text) => text.startsWith(`${title}\n`)) ?? ''

/** First segments of the addresses that are the site's own: `/saved`, not `/:section` or `/robots.txt`. */
const OWN_SEGMENTS = new Set(site.routes.flatMap(({ path }) => /^\/([a-z-]+)(?:\/|$)/.exec(path)?.[1] ?? []))

describe('the contract names', () => {
  test('every call of the API, with the role it needs', () => {
    const rows = contract.split('\n').flatMap((line) => /^\| `([A-Z]+ \/api[^`?]*)[^`]*` \| (\w+) \|/.exec(line)?.slice(1, 3).join(' ') ?? [])
    const plain = (call: string) => call.replace(/:\w+|\{\w+\}/g, '{}')
    expect(rows.map(plain).toSorted()).toEqual(CALLS.map(({ method, path, needs }) => plain(`${method} /api${path} ${needs}`)).toSorted())
  })

  test('what every order makes of a newsletter’s issue in every state', () => {
    const rows = [...chapter('### Newsletter issues').matchAll(/^\| (?:order|`.*?(\w+)`) \| (.+) \|$/gm)].filter(
      ([, , cells = '']) => cells.split(' | ').length === STATES.length,
    )
    const table = rows.map(([, order, cells = '']) => [order, ...cells.replaceAll('`', '').split(' | ')])
    expect(table).toEqual([[undefined, ...STATES], ...Object.entries(ORDERS).map(([order, results]) => [order, ...results])])
  })

  test('every field of an article, and every type of block', () => {
    const named = new Set(chapter('## The article').match(/(?<=`)[\w-]+(?=\??`)/g))
    for (const name of [...Object.keys(Article.entries), ...BLOCK_TYPES]) expect(named, name).toContain(name)
  })

  test('every key in KV', () => {
    const named = chapter('## The edition in KV')
    for (const [name, key] of Object.entries(keys)) {
      if (!/key$/i.test(name)) continue
      const spelt = typeof key === 'function' ? (key as typeof keys.articleKey)(key.length > 1 ? '{lang}' : '{section}', '') : key
      expect(named, name).toContain(`\`${spelt}`)
    }
  })

  test('every page of the site’s own', () => {
    expect(OWN_SEGMENTS.size).toBeGreaterThan(10)
    for (const segment of OWN_SEGMENTS) expect(contract, segment).toMatch(new RegExp(`[ \`]/${segment}\\b`))
  })

  test('every name that a section can’t have, and there is one for each page of the site’s own', () => {
    const named = /`([a-z-\s]+)`/.exec(chapter("### Names a section can't have"))?.[1]?.split(/\s+/)
    expect(named?.toSorted()).toEqual([...RESERVED_SECTIONS].toSorted())
    for (const segment of OWN_SEGMENTS) expect(RESERVED_SECTIONS, segment).toContain(segment)
  })
})
