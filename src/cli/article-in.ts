/** A file of copy as the article that the site would read in it. */
import { fromMarkdown } from '../copy/markdown/from-markdown.ts'
import { fromNinjs } from '../copy/ninjs/from-ninjs.ts'
import type { Parsed } from '../copy/parse.ts'
import { parseArticle } from '../copy/parse-article.ts'
import type { Article } from '../copy/shapes/article.ts'
import type { CopyFile } from './copy-file.ts'
import type { PreparedCopy } from './filing.ts'

/** None where the site knows something that is said neither here nor in `defaults`, such as the section. */
export function articleIn(
  file: Pick<CopyFile, 'form'>,
  { text, value }: PreparedCopy,
  defaults: { slug: string; section: string; publishedAt?: string },
): Article | undefined {
  switch (file.form) {
    case 'json':
      return accepted(parseArticle({ ...defaults, ...value }))
    case 'markdown':
      return accepted(fromMarkdown(text, defaults))
    case 'ninjs': {
      const read = fromNinjs(value, defaults)
      return read.ok ? read.article : undefined
    }
  }
}

const accepted = (parsed: Parsed<Article>) => (parsed.ok ? parsed.value : undefined)
