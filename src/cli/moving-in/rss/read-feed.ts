/** A feed as its head and its entries, whichever format it has: RSS 0.9x and 2.0, RSS 1.0 (RDF), Atom 0.3 and 1.0, JSON Feed. */
import type { Source } from '../old-system.ts'
import { textsOf } from '../source-texts.ts'
import { xmlElements } from '../xml-elements.ts'
import type { FeedPart } from './feed-part.ts'
import { readJsonFeed } from './json-feed.ts'

const HEAD = new Set(['title', 'link', 'author', 'atom:link', 'language', 'dc:language', 'generator', 'id'])

export async function* readFeed(source: Source): AsyncGenerator<FeedPart> {
  if (await isJson(source)) return yield* readJsonFeed(source)
  for await (const part of xmlElements(source.bytes(), (path) => partOf(path) !== undefined)) {
    if (part.type === 'damage') yield part
    else if (partOf(part.path) === 'entry')
      yield { type: 'entry', element: part.element, line: part.line, ...(part.damage !== undefined && { damage: part.damage }) }
    else if (part.damage !== undefined) yield { type: 'damage', line: part.line, why: `Its head is broken, and what follows it was not read: ${part.damage}` }
    else yield { type: 'head', element: part.element }
  }
}

async function isJson(source: Source): Promise<boolean> {
  for await (const text of textsOf(source)) {
    const begin = text.trimStart()
    if (begin !== '') return begin.startsWith('{')
  }
  return false
}

function partOf([root = '', ...rest]: readonly string[]): 'head' | 'entry' | undefined {
  const within =
    root === 'feed' ? rest : root === 'rss' && rest[0] === 'channel' ? rest.slice(1) : root === 'rdf:RDF' ? (rest[0] === 'channel' ? rest.slice(1) : rest) : []
  const [name = '', ...deeper] = within
  if (deeper.length > 0) return undefined
  if (name === 'item' || name === 'entry') return 'entry'
  return HEAD.has(name) && (root !== 'rdf:RDF' || rest[0] === 'channel') ? 'head' : undefined
}
