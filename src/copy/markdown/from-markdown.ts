/** Markdown with front matter → an article. The front matter's keys are the article's own fields; the text below is its body. */
import { CORE_SCHEMA, load, YAMLException } from 'js-yaml'
import * as v from 'valibot'
import type { Flaw, Parsed } from '../parse.ts'
import { type ParsedArticle, parseArticle } from '../parse-article.ts'
import { pathOf } from '../shapes/article.ts'
import { Slug } from '../shapes/field.ts'
import { condenseNotes } from '../text/omissions.ts'
import { blocksFromMarkdown } from './body.ts'

/** `defaults` are fields that whoever files says beside the text, such as the slug in the address; the front matter goes first. `notes` say what of the text was left out or repaired. */
export function fromMarkdown(text: string, defaults: { slug?: string; section?: string; publishedAt?: string } = {}): ParsedArticle {
  const split = splitFrontMatter(text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n'))
  if (!split.ok) return split
  const { yaml, markdown, bodyLine } = split.value
  const front = parseFrontMatter(yaml)
  if (!front.ok) return front
  const { slug, section } = { ...defaults, ...front.value }
  const notes: string[] = []
  const body = blocksFromMarkdown(markdown, { ...(isSlug(section) && isSlug(slug) && { page: pathOf({ section, slug }) }), notes })
  if (!body.ok) return { ok: false, flaws: body.flaws.map((flaw) => ({ ...flaw, message: `${flaw.message} (line ${bodyLine + (flaw.line ?? 0)})` })) }
  const { blocks, lines, title } = takeTitle(body.value, front.value)
  const parsed = parseArticle({ v: 1, ...defaults, ...front.value, ...(title && { headline: title }), body: blocks })
  return parsed.ok
    ? { ...parsed, notes: condenseNotes([...notes, ...parsed.notes]) }
    : { ok: false, flaws: parsed.flaws.map((flaw) => addLine(flaw, yaml, lines, bodyLine)) }
}

const isSlug = (input: unknown): input is string => v.is(Slug, input)

type Split = { yaml: string; markdown: string; bodyLine: number }

function splitFrontMatter(text: string): Parsed<Split> {
  if (!/^---[ \t]*\n/.test(text)) return { ok: true, value: { yaml: '', markdown: text, bodyLine: 1 } }
  const start = text.indexOf('\n') + 1
  const end = /^---[ \t]*$/m.exec(text.slice(start))
  if (!end) return { ok: false, flaws: [{ pointer: '', message: 'The front matter starts with --- on line 1 but never ends. Add a line with --- after it.' }] }
  const yaml = text.slice(start, start + end.index)
  return { ok: true, value: { yaml, markdown: text.slice(start + end.index + end[0].length), bodyLine: yaml.split('\n').length + 1 } }
}

/** The core schema: times stay text, and nothing but plain data can be made. Aliases are refused, for they can multiply without end. */
function parseFrontMatter(yaml: string): Parsed<Record<string, unknown>> {
  try {
    const value = yaml.trim() === '' ? {} : load(yaml, { schema: CORE_SCHEMA, maxDepth: 30, maxAliases: 0 })
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return refusal('The front matter must be a list of fields, such as "headline: Two leaders speak by phone".')
    if ('body' in value) return { ok: false, flaws: [{ pointer: '/body', message: 'Put the body below the front matter and remove the "body" field.' }] }
    return { ok: true, value: value as Record<string, unknown> }
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error
    const { reason, mark } = error
    return refusal(
      `The front matter isn’t valid YAML: ${reason}${mark ? ` (line ${mark.line + 2} column ${mark.column + 1})` : ''}. Put values that contain ": " or "#" in quotation marks.`,
    )
  }
}

const refusal = (message: string): Parsed<never> => ({ ok: false, flaws: [{ pointer: '', message }] })

type Body = Extract<ReturnType<typeof blocksFromMarkdown>, { ok: true }>['value']

/** A text that opens with a first-level heading has its headline there. */
function takeTitle({ blocks, lines, title }: Body, front: Record<string, unknown>) {
  return title === undefined || 'headline' in front ? { blocks, lines, title: undefined } : { blocks: blocks.slice(1), lines: lines.slice(1), title }
}

function addLine(flaw: Flaw, yaml: string, lines: number[], bodyLine: number): Flaw {
  const [, field, at] = flaw.pointer.split('/')
  if (field === 'body') {
    const line = lines[Number(at)]
    return line === undefined ? flaw : { ...flaw, message: `${flaw.message} (line ${bodyLine + line})` }
  }
  const line = yaml.split('\n').findIndex((text) => field !== undefined && (text.startsWith(`${field}:`) || text.startsWith(`"${field}":`)))
  return line < 0 ? flaw : { ...flaw, message: `${flaw.message} (line ${line + 2})` }
}
