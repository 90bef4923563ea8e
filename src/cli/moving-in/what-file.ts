/** What a file is, by how it begins, for whoever named it as something else. */
import { decodeXml } from './decode-xml.ts'
import type { Source } from './old-system.ts'

/** Enough for the heads of all exports; rows of posts come later in none that can't be told without them. */
const HEAD_CHARS = 65_536

export async function beginningOf(source: Pick<Source, 'bytes'>): Promise<string> {
  let text = ''
  for await (const piece of decodeXml(source.bytes())) {
    text += piece
    if (text.length >= HEAD_CHARS) break
  }
  return text.slice(0, HEAD_CHARS)
}

/** `from`: the option that reads it. Without one, `advice` says what to do. */
type FileKind = { name: string; from: string } | { name: string; advice: string }

const hasAll =
  (...patterns: RegExp[]) =>
  (text: string) =>
    patterns.every((pattern) => pattern.test(text))

const beginsWith =
  (...starts: string[]) =>
  (text: string) =>
    starts.some((start) => text.startsWith(start))

/** The first that fits. Bytes that are no text stand here as Windows-1252 has them. */
const KINDS: readonly [(text: string) => boolean, FileKind][] = [
  [beginsWith('PK\u0003\u0004'), { name: 'a ZIP archive', advice: 'Unpack it, and name the file or folder that was in it.' }],
  [beginsWith('\u001f\u008b', '\u001f‹', '\u001f\ufffd'), { name: 'compressed (gzip)', advice: 'Unpack it with gunzip first.' }],
  [beginsWith('%PDF', '‰PNG', 'ÿØÿ'), { name: 'no text', advice: 'Name the file that the old system exported.' }],
  [hasAll(/^\s*</, /<wp:wxr_version\b|wordpress\.org\/export\/1\./), { name: 'a WordPress export', from: 'wordpress' }],
  [hasAll(/^\s*</, /iptc\.org\/std\/nar\//), { name: 'NewsML-G2', from: 'newsml' }],
  [hasAll(/^\s*</, /<NewsML\b/), { name: 'NewsML 1', advice: 'Ask the agency for NewsML-G2 or ninjs.' }],
  [hasAll(/^\s*</, /<(?:nitf:)?nitf\b/), { name: 'NITF', advice: 'Ask the agency for NewsML-G2 or ninjs.' }],
  [hasAll(/^\s*</, /<(?:rss|rdf:RDF|feed)\b/), { name: 'a feed', from: 'rss' }],
  [
    hasAll(/^\s*</, /<(?:!doctype\s+html|html|head|body)\b/i),
    { name: 'a page', advice: 'Name the file that the old system exported, or the address of its feed.' },
  ],
  [hasAll(/^\s*\{/, /"slug"\s*:/, /"headline"\s*:/, /"section"\s*:/), { name: 'this site’s own export', advice: 'Leave out --from.' }],
  [hasAll(/^\s*\{/, /"version"\s*:\s*"https?:\/\/jsonfeed\.org\//), { name: 'a JSON feed', from: 'rss' }],
  [hasAll(/^\s*[{[]/, /"(?:mobiledoc|lexical|posts_tags|posts_authors)"|"db"\s*:\s*\[/), { name: 'a Ghost export', from: 'ghost' }],
  [
    hasAll(/^\s*[{[]/, /"(?:content_elements|content_restrictions|promo_items)"|"type"\s*:\s*"(?:story|gallery)"[\s\S]*"_id"/),
    { name: 'Arc’s ANS', from: 'ans' },
  ],
  [hasAll(/^\s*[{[]/, /"uri"/, /"(?:pub_?[sS]tatus|versioncreated|versionCreated|body_\w+|bodies|headlines?)"/), { name: 'ninjs', from: 'ninjs' }],
]

export async function kindOfFile(source: Pick<Source, 'bytes'>): Promise<FileKind | undefined> {
  const text = (await beginningOf(source)).replace(/^\ufeff/, '')
  return KINDS.find(([fits]) => fits(text))?.[1]
}

/** A sentence to go on with, or nothing. `from`: what it was named as. */
export async function adviceOn(source: Source, from: string): Promise<string> {
  if (source.isFolder) return ''
  for await (const piece of source.bytes()) {
    if (piece.length === 0) continue
    const kind = await kindOfFile(source)
    if (!kind) return ''
    if ('advice' in kind) return ` It’s ${kind.name}. ${kind.advice}`
    return kind.from === from ? '' : ` It looks like ${kind.name}: try --from ${kind.from}.`
  }
  return ' The file is empty.'
}
