/** Sitemaps (sitemaps.org 0.9) with Google's extensions for pictures and news. `lastmod` is the copy's, never the clock's. */
import type { Site } from '../copy/shapes/site.ts'
import { type LanguageVersion, languageVersionsOf } from '../copy/shapes/translation.ts'
import { absoluteUrl } from '../page/meta.tsx'
import type { MonthCount, SitemapEntry } from '../press/calls.ts'
import { element, type Xml, xmlDocument } from './xml.ts'

const SITEMAP = 'http://www.sitemaps.org/schemas/sitemap/0.9'
const IMAGE = 'http://www.google.com/schemas/sitemap-image/1.1'
const NEWS = 'http://www.google.com/schemas/sitemap-news/0.9'
const XHTML = 'http://www.w3.org/1999/xhtml'

/** A sitemap holds no more addresses than this. */
const MAX_ADDRESSES = 50_000

export const sitemapIndex = (site: Site, months: readonly MonthCount[]) =>
  xmlDocument(
    element(
      'sitemapindex',
      { xmlns: SITEMAP },
      element('sitemap', {}, element('loc', {}, `${site.url}/sitemap-pages.xml`)),
      months.map(({ month, lastModified }) =>
        element('sitemap', {}, element('loc', {}, `${site.url}/sitemap/${month}.xml`), element('lastmod', {}, lastModified)),
      ),
    ),
  )

/** The front in every edition, the latest, sections and topics. */
export const sitemapOfPages = (site: Site, topics: readonly { slug: string }[]) =>
  xmlDocument(
    element(
      'urlset',
      { xmlns: SITEMAP, 'xmlns:xhtml': XHTML },
      element('url', {}, element('loc', {}, `${site.url}/`), languages(site, languageVersionsOf({ lang: site.lang, url: '/' }, site.editions))),
      ['/latest', ...site.sections.map(({ slug }) => `/${slug}`), ...topics.map(({ slug }) => `/topic/${slug}`)].map((path) =>
        element('url', {}, element('loc', {}, absoluteUrl(site, path))),
      ),
    ),
  )

export const sitemapOfMonth = (site: Site, entries: readonly SitemapEntry[]) =>
  xmlDocument(
    element(
      'urlset',
      { xmlns: SITEMAP, 'xmlns:image': IMAGE, 'xmlns:xhtml': XHTML },
      entries
        .filter(({ noindex }) => !noindex)
        .slice(0, MAX_ADDRESSES)
        .map((entry) =>
          element(
            'url',
            {},
            element('loc', {}, `${site.url}${entry.path}`),
            element('lastmod', {}, entry.lastModified),
            image(entry, site),
            languages(site, languageVersionsOf({ lang: entry.lang ?? site.lang, url: entry.path }, entry.translations)),
          ),
        ),
    ),
  )

export const newsSitemap = (site: Site, entries: readonly SitemapEntry[]) =>
  xmlDocument(
    element(
      'urlset',
      { xmlns: SITEMAP, 'xmlns:news': NEWS, 'xmlns:image': IMAGE },
      entries.map((entry) =>
        element(
          'url',
          {},
          element('loc', {}, `${site.url}${entry.path}`),
          element('lastmod', {}, entry.lastModified),
          element(
            'news:news',
            {},
            element('news:publication', {}, element('news:name', {}, site.name), element('news:language', {}, newsLanguage(entry.lang ?? site.lang))),
            element('news:publication_date', {}, entry.publishedAt),
            element('news:title', {}, entry.headline),
          ),
          image(entry, site),
        ),
      ),
    ),
  )

const image = ({ picture }: SitemapEntry, site: Site): Xml | undefined =>
  picture ? element('image:image', {}, element('image:loc', {}, absoluteUrl(site, picture))) : undefined

const languages = (site: Site, versions: readonly LanguageVersion[]) =>
  versions.map(({ lang, url }) => element('xhtml:link', { rel: 'alternate', hreflang: lang, href: absoluteUrl(site, url) }))

/** ISO 639, but for Chinese, where Google News wants the script by its country. */
function newsLanguage(tag: string) {
  const { language, script } = new Intl.Locale(tag).maximize()
  return language === 'zh' ? (script === 'Hant' ? 'zh-tw' : 'zh-cn') : language
}
