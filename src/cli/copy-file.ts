/** One file of copy as it stands on the editor's disk: which form it has, what it is called, and where its fields are. */
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { parseJson } from '../copy/parse.ts'
import type { Found } from './find-copy.ts'
import { linesOfJson, linesOfMarkdown } from './pointer-line.ts'
import { utf8Of } from './utf8.ts'

export type Form = 'json' | 'markdown' | 'ninjs'

export type CopyFile = {
  path: string
  shown: string
  form: Form
  /** Of agency copy: its uri and version; the site knows its slug. */
  slug: string
  text: string
  /** It came on stdin: no file is there to remember what it started from. */
  isPiped?: true
  /** JSON forms only. */
  value?: Record<string, unknown>
  /** `world/mali.json:12` for the place a JSON Pointer means. */
  place(pointer: string): string
}

export type Opened = { ok: true; file: CopyFile } | { ok: false; reason: 'no-article' } | { ok: false; reason: 'broken'; line: string }

export async function openCopy({ path, shown, named }: Found): Promise<Opened> {
  const bytes = await readFile(path).catch((error: Error) => error)
  if (bytes instanceof Error) return { ok: false, reason: 'broken', line: `${shown}: this file cannot be read (${bytes.message}).` }
  return parseCopy({ path, shown, named, isMarkdown: () => /\.(?:md|markdown)$/i.test(path), slug: basename(path).replace(/\.[^.]+$/, ''), bytes })
}

/** What came on stdin: JSON begins with a brace, everything else is Markdown. `slug` is for copy that says none. */
export function openPipedCopy(bytes: Uint8Array, cwd: string, slug: string | undefined): Opened {
  const shown = '-'
  const opened = parseCopy({ path: join(cwd, shown), shown, named: true, isMarkdown: (text) => !/^\s*\{/.test(text), slug: slug ?? '', bytes })
  if (!opened.ok) return opened
  const { file } = opened
  if (file.slug === '') return { ok: false, reason: 'broken', line: `${shown}: this copy does not say its slug. Give it with --slug.` }
  if (slug !== undefined && file.form !== 'ninjs' && file.slug !== slug)
    return { ok: false, reason: 'broken', line: `${file.place('/slug')}: --slug says "${slug}", and the copy "${file.slug}".` }
  return { ok: true, file: { ...file, isPiped: true } }
}

type Source = Found & { bytes: Uint8Array; isMarkdown(text: string): boolean /** Where the copy says none. */; slug: string }

function parseCopy({ path, shown, named, isMarkdown, slug, bytes }: Source): Opened {
  const read = utf8Of(bytes)
  if (!read.ok) return { ok: false, reason: 'broken', line: `${shown}: ${read.message}` }
  const { text } = read
  if (isMarkdown(text)) {
    const own = /^---\r?\n(?:(?!---).*\r?\n)*?slug:[ \t]*["']?([^\s"'#]+)/.exec(text)?.[1]
    return { ok: true, file: { path, shown, form: 'markdown', slug: own ?? slug, text, place: placeIn(shown, () => linesOfMarkdown(text)) } }
  }
  const parsed = parseJson(text)
  if (!parsed.ok) {
    const message = parsed.flaws[0]?.message ?? 'This is not JSON.'
    return { ok: false, reason: 'broken', line: `${shown}:${/line (\d+) column/.exec(message)?.[1] ?? 1}: ${message}` }
  }
  const value = parsed.value
  const place = placeIn(shown, () => linesOfJson(text))
  if (!isRecord(value)) return named ? { ok: false, reason: 'broken', line: `${shown}:1: An article is a JSON object.` } : { ok: false, reason: 'no-article' }
  if (isNinjs(value)) {
    const item = `${value.uri ?? slug}${value.version === undefined ? '' : ` version ${value.version}`}`
    return { ok: true, file: { path, shown, form: 'ninjs', slug: item, text, value, place } }
  }
  if (!named && !('headline' in value || 'body' in value)) return { ok: false, reason: 'no-article' }
  return { ok: true, file: { path, shown, form: 'json', slug: typeof value.slug === 'string' ? value.slug : slug, text, value, place } }
}

/** IPTC ninjs: its `uri` is required; older versions have no `headlines`. Our own articles say `"v": 1`. */
const isNinjs = ({ v, uri, headlines, $schema }: Record<string, unknown>) =>
  v === undefined && (typeof uri === 'string' || Array.isArray(headlines) || (typeof $schema === 'string' && $schema.includes('ninjs')))

export const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Whether the copy itself says when it was published. */
export const hasOwnDate = ({ value, text }: CopyFile) =>
  value ? 'publishedAt' in value : /^---[ \t]*\r?\n(?:(?!---).*\r?\n)*?["']?publishedAt["']?[ \t]*:/.test(text)

/** The line is looked for only when something is wrong there; a missing field stands where its parent begins. */
export function placeIn(shown: string, read: () => Map<string, number>) {
  let lines: Map<string, number> | undefined
  return (pointer: string) => {
    lines ??= read()
    for (let at = pointer; ; at = at.slice(0, at.lastIndexOf('/'))) {
      const line = lines.get(at)
      if (line !== undefined) return `${shown}:${line}`
      if (at === '') return `${shown}:1`
    }
  }
}
