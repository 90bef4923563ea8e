/** An article as Markdown, for agents and reading tools: at `/{section}/{slug}.md`, and at its own address for who asks. */
import { pathOf } from '../copy/shapes/article.ts'
import type { Site } from '../copy/shapes/site.ts'
import type { AppContext } from '../edge/app-context.ts'
import { CACHE_CONTROL, respond } from '../edge/caching.ts'
import type { ArticleCopy } from '../edition/edition.ts'
import type { Copy } from '../edition/memories.ts'
import { phrasesFor } from '../page/phrases/phrases.ts'

const MARKDOWN = 'text/markdown; charset=utf-8'

/** `extension` is what the address ends in: `.md`, or nothing where `Accept` decided. */
export async function respondMarkdown(c: AppContext, extension: string, article: ArticleCopy, site: Copy<Site>): Promise<Response> {
  const vary: Record<string, string> = extension ? {} : { Vary: 'Accept' }
  if ('withdrawn' in article) {
    const { goneTitle, goneText } = phrasesFor(site.value.lang)
    return respond(c, {
      tags: [article.tag, site.tag, 'md'],
      status: 410,
      cacheControl: CACHE_CONTROL.gone,
      contentType: MARKDOWN,
      headers: vary,
      render: () => `# ${goneTitle}\n\n${goneText}\n`,
    })
  }
  const path = pathOf(article.value)
  // The writer brings a parser of HTML with it.
  const { toMarkdown } = await import('../copy/markdown/to-markdown.ts')
  return respond(c, {
    tags: [article.tag, site.tag, 'md'],
    cacheControl: CACHE_CONTROL.listing,
    ignoresQuery: true,
    contentType: MARKDOWN,
    headers: {
      ...vary,
      ...canonicalLink(article.value.canonical ?? path, site.value),
      ...(article.value.seo?.noindex && { 'X-Robots-Tag': 'noindex' }),
    },
    render: () => toMarkdown(article.value, { siteUrl: site.value.url }),
  })
}

/** An address as a header may hold it: absolute, in ASCII, without what would end it. */
const canonicalLink = (address: string, { url }: Site): Record<string, string> =>
  URL.canParse(address, url || undefined) ? { Link: `<${new URL(address, url || undefined).href}>; rel="canonical"` } : {}
