/** Titles and descriptions for search engines, of Yoast, Rank Math and All in One SEO. */
import type { WxrItem } from './wxr-parts.ts'

type Meta = WxrItem['meta']
export type Seo = { title?: string; description?: string; noindex?: boolean }

const first = (meta: Meta, ...keys: string[]) => keys.map((key) => meta.get(key)?.at(-1)?.trim()).find(Boolean)

/** What patterns name of a story. */
type Words = { title: string; site: string; excerpt: string; category: string }

export function seoOf(meta: Meta, words: Words): Seo | undefined {
  const { title: headline, site } = words
  const title = filled(first(meta, '_yoast_wpseo_title', 'rank_math_title', '_aioseo_title', '_aioseop_title'), words)
  const description = filled(first(meta, '_yoast_wpseo_metadesc', 'rank_math_description', '_aioseo_description', '_aioseop_description'), words)
  const noindex = first(meta, '_yoast_wpseo_meta-robots-noindex') === '1' || /"noindex"/.test(first(meta, 'rank_math_robots') ?? '')
  const seo: Seo = {
    // A pattern that says what every page says is none of this story's.
    ...(title && title !== headline && title !== `${headline} – ${site}` && { title: title.slice(0, 400) }),
    ...(description && { description: description.slice(0, 4000) }),
    ...(noindex && { noindex }),
  }
  return Object.keys(seo).length > 0 ? seo : undefined
}

const VARIABLES: Record<string, (words: Words) => string> = {
  title: ({ title }) => title,
  post_title: ({ title }) => title,
  sitename: ({ site }) => site,
  site_title: ({ site }) => site,
  sep: () => '–',
  separator_sa: () => '–',
  excerpt: ({ excerpt }) => excerpt,
  excerpt_only: ({ excerpt }) => excerpt,
  post_excerpt: ({ excerpt }) => excerpt,
  category: ({ category }) => category,
  primary_category: ({ category }) => category,
}

/** All in One SEO has names of its own; other words behind a # are the writer's. */
const HASHED =
  /#(post_title|site_title|separator_sa|post_excerpt(?:_only)?|category(?:_title)?|page_number|current_(?:year|month|date)|post_(?:date|year|month|day|content)|author_(?:name|first_name|last_name)|tagline)\b/g

/** Yoast writes `%%title%%`, Rank Math `%title%` and `%customfield(x)%`. Variables that only its plugin knows are left out. */
const filled = (pattern: string | undefined, words: Words) =>
  pattern
    ?.replace(
      /%%([a-z][\w-]{1,60})%%|%([a-z][a-z_]{1,30})(?:\([^()%]{0,60}\))?%/gi,
      (_, yoast: string | undefined, rankMath = '') => VARIABLES[(yoast ?? rankMath).toLowerCase()]?.(words) ?? '',
    )
    .replace(HASHED, (_, name: string) => VARIABLES[name]?.(words) ?? '')
    .replace(/\s+/g, ' ')
    .replace(/(?:– ?){2,}/g, '– ')
    .replace(/^[\s–-]+|[\s–-]+$/g, '')

/** The canonical address that an SEO plugin gave it. */
export const canonicalOf = (meta: Meta) => first(meta, '_yoast_wpseo_canonical', 'rank_math_canonical_url')

/** The number of the category that counts most. */
export const primaryCategoryOf = (meta: Meta) => first(meta, '_yoast_wpseo_primary_category', 'rank_math_primary_category', '_primary_term_category')
