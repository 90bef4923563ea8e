/** What search engines, social networks and feed readers are told of a page. */
import { ASSETS } from '../build/manifest.ts'
import type { Site } from '../copy/shapes/site.ts'
import { encodeLetters } from '../copy/shapes/slug-spelling.ts'
import type { LanguageVersion } from '../copy/shapes/translation.ts'

export type Meta = {
  /** Without the site's name; empty on the front. */
  title: string
  description?: string | undefined
  /** Path of this page on this site. */
  path: string
  /** Where the page is canonically, when that is elsewhere. */
  canonical?: string | undefined
  noindex?: boolean | undefined
  type?: 'website' | 'article'
  picture?: { src: string; alt: string; width?: number; height?: number } | undefined
  /** The language it is written in, where that is not the site's. */
  lang?: string | undefined
  article?: { publishedAt: string; modifiedAt: string; section: string; authors: string[]; topics: string[] }
  /** The same page in every language it has, this one among them. */
  alternates?: LanguageVersion[]
  /** Feeds of this very page, beside the site's own. */
  feeds?: { title: string; path: string }[]
  prev?: string | undefined
  next?: string | undefined
}

export const absoluteUrl = (site: Site, url: string) => encodeLetters(url.startsWith('/') ? `${site.url}${url}` : url)

export function MetaTags({ site, meta }: { site: Site; meta: Meta }) {
  const title = meta.title ? `${meta.title} – ${site.name}` : site.tagline ? `${site.name}: ${site.tagline}` : site.name
  // A site that has not set its URL has no canonical addresses.
  const canonical = meta.canonical ?? (site.url && absoluteUrl(site, meta.path))
  const picture = meta.picture ?? { src: ASSETS['social.png'] ?? '/icon.svg', alt: site.name, width: 1200, height: 630 }
  return (
    <>
      <title>{title}</title>
      {meta.description && <meta name="description" content={meta.description} />}
      {canonical && <link rel="canonical" href={canonical} />}
      <meta name="robots" content={meta.noindex ? 'noindex' : 'max-image-preview:large'} />
      <meta name="color-scheme" content="light dark" />
      <meta name="theme-color" content="#fffdf9" media="(prefers-color-scheme: light)" />
      <meta name="theme-color" content="#141413" media="(prefers-color-scheme: dark)" />
      {ASSETS['icon.svg'] && <link rel="icon" href={ASSETS['icon.svg']} type="image/svg+xml" />}
      {ASSETS['apple-touch-icon.png'] && <link rel="apple-touch-icon" href={ASSETS['apple-touch-icon.png']} />}
      <link rel="manifest" href="/site.webmanifest" />
      <meta property="og:site_name" content={site.name} />
      <meta property="og:type" content={meta.type ?? 'website'} />
      <meta property="og:title" content={meta.title || site.name} />
      {meta.description && <meta property="og:description" content={meta.description} />}
      {canonical && <meta property="og:url" content={canonical} />}
      <meta property="og:locale" content={localeOf(meta.lang ?? site.lang)} />
      <meta property="og:image" content={absoluteUrl(site, picture.src)} />
      <meta property="og:image:alt" content={picture.alt} />
      {picture.width && <meta property="og:image:width" content={String(picture.width)} />}
      {picture.height && <meta property="og:image:height" content={String(picture.height)} />}
      <meta name="twitter:card" content="summary_large_image" />
      {site.xHandle && <meta name="twitter:site" content={`@${site.xHandle}`} />}
      {meta.article && <ArticleTags {...meta.article} />}
      {meta.alternates?.map(({ lang, url }) => (
        <link rel="alternate" hreflang={lang} href={absoluteUrl(site, url)} />
      ))}
      {meta.prev && <link rel="prev" href={meta.prev} />}
      {meta.next && <link rel="next" href={meta.next} />}
      <link rel="alternate" type="application/rss+xml" title={site.name} href="/feed.xml" />
      <link rel="alternate" type="application/feed+json" title={site.name} href="/feed.json" />
      {meta.feeds?.map((feed) => (
        <link rel="alternate" type="application/rss+xml" title={feed.title} href={feed.path} />
      ))}
    </>
  )
}

const locales = new Map<string, string>()

/** Asked for again and again, of the few languages that a site has. */
function localeOf(tag: string) {
  const known = locales.get(tag) ?? localeNamed(tag)
  if (locales.size < MAX_LOCALES) locales.set(tag, known)
  return known
}
const MAX_LOCALES = 50

/** `language_TERRITORY` (ogp.me): the territory that is said, or the one where most speak it so. */
function localeNamed(tag: string) {
  const { language, region } = new Intl.Locale(tag).maximize()
  // `es-419` is no territory's.
  const territory = region && /^[A-Z]{2}$/.test(region) ? region : new Intl.Locale(language).maximize().region
  return territory ? `${language}_${territory}` : language
}

const ArticleTags = ({ publishedAt, modifiedAt, section, authors, topics }: NonNullable<Meta['article']>) => (
  <>
    <meta property="article:published_time" content={publishedAt} />
    {modifiedAt > publishedAt && <meta property="article:modified_time" content={modifiedAt} />}
    <meta property="article:section" content={section} />
    {authors.map((name) => (
      <meta name="author" content={name} />
    ))}
    {topics.map((topic) => (
      <meta property="article:tag" content={topic} />
    ))}
  </>
)
