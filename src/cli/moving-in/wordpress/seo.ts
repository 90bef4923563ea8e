/** Titles and descriptions for search engines, of Yoast, Rank Math and All in One SEO. */
import type { WxrItem } from './wxr-parts.ts'

type Meta = WxrItem['meta']
export type Seo = { title?: string; description?: string; noindex?: boolean }

const first = (meta: Meta, ...keys: string[]) => keys.map((key) => meta.get(key)?.at(-1)?.trim()).find(Boolean)

export function seoOf(meta: Meta, { headline, site }: { headline: string; site: string }): Seo | undefined {
  const title = filled(first(meta, '_yoast_wpseo_title', 'rank_math_title', '_aioseo_title', '_aioseop_title'), headline, site)
  const description = filled(first(meta, '_yoast_wpseo_metadesc', 'rank_math_description', '_aioseo_description', '_aioseop_description'), headline, site)
  const noindex = first(meta, '_yoast_wpseo_meta-robots-noindex') === '1' || /"noindex"/.test(first(meta, 'rank_math_robots') ?? '')
  const seo: Seo = {
    // A pattern that says what every page says is none of this story's.
    ...(title && title !== headline && title !== `${headline} – ${site}` && { title: title.slice(0, 400) }),
    ...(description && { description: description.slice(0, 4000) }),
    ...(noindex && { noindex }),
  }
  return Object.keys(seo).length > 0 ? seo : undefined
}

/** Yoast writes `%%title%%`, Rank Math `%title%`. Variables that only its plugin knows are left out. */
function filled(pattern: string | undefined, headline: string, site: string) {
  return pattern
    ?.replace(/%%?([a-z_]{2,30})%%?/g, (_, name: string) => {
      if (name === 'title') return headline
      if (name === 'sitename') return site
      return name === 'sep' ? '–' : ''
    })
    .replace(/\s+/g, ' ')
    .replace(/^[\s–-]+|[\s–-]+$/g, '')
}

/** The canonical address that an SEO plugin gave it. */
export const canonicalOf = (meta: Meta) => first(meta, '_yoast_wpseo_canonical', 'rank_math_canonical_url')

/** The number of the category that counts most. */
export const primaryCategoryOf = (meta: Meta) => first(meta, '_yoast_wpseo_primary_category', 'rank_math_primary_category', '_primary_term_category')
