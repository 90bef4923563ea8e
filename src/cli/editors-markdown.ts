/** An article as Markdown to edit from: every field it has, so that putting it back loses none. */
import { toMarkdown } from '../copy/markdown/to-markdown.ts'
import { parseArticle } from '../copy/parse-article.ts'
import { isRecord } from './copy-file.ts'

/** Stands in for the date of a draft that has none yet, and is taken out again. */
const UNDATED = '1970-01-01T00:00:00Z'

export function editorsMarkdown(value: unknown): string | undefined {
  if (!isRecord(value)) return undefined
  const parsed = parseArticle({ publishedAt: UNDATED, ...value })
  if (!parsed.ok) return undefined
  if ('publishedAt' in value) return toMarkdown(parsed.value)
  const { publishedAt: _, ...undated } = parsed.value
  // toMarkdown writes the fields that there are, and reads only the body.
  return toMarkdown(undated as typeof parsed.value)
}
