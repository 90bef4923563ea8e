/** RSS 2.0 (rssboard.org) with whole texts (content), pictures (Media RSS), writers (Dublin Core) and its own address (Atom). */

import { ASSETS } from '../build/manifest.ts'
import type { Article } from '../copy/shapes/article.ts'
import { summaryOf } from '../copy/summary.ts'
import { absoluteUrl } from '../page/meta.tsx'
import { pictureFile } from '../page/picture-address.ts'
import { addressOf, categoriesOf, type Feed, type Story, titleOfStory } from './feed.ts'
import { storyHtml } from './story-html.tsx'
import { element, type Xml, xmlDocument } from './xml.ts'

const NAMESPACES = {
  'xmlns:atom': 'http://www.w3.org/2005/Atom',
  'xmlns:content': 'http://purl.org/rss/1.0/modules/content/',
  'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
  'xmlns:media': 'http://search.yahoo.com/mrss/',
}

/** How long feed readers may wait before they ask again. */
const TTL_MINUTES = 5

export function rss(feed: Feed) {
  const { site, title, description, home, self, stories, updatedAt } = feed
  const icon = ASSETS['apple-touch-icon.png']
  const link = `${site.url}${home}`
  return xmlDocument(
    element(
      'rss',
      { version: '2.0', ...NAMESPACES },
      element(
        'channel',
        {},
        element('title', {}, title),
        element('link', {}, link),
        element('description', {}, description),
        element('language', {}, site.lang.toLowerCase()),
        site.copyright && element('copyright', {}, site.copyright),
        updatedAt && element('lastBuildDate', {}, rfc822(updatedAt)),
        element('ttl', {}, TTL_MINUTES),
        // RSS knows GIF, JPEG and PNG; title and link are the channel's.
        icon && element('image', {}, element('url', {}, absoluteUrl(site, icon)), element('title', {}, title), element('link', {}, link)),
        element('atom:link', { href: `${site.url}${self}`, rel: 'self', type: 'application/rss+xml' }),
        stories.map((story) => item(story, feed)),
      ),
    ),
  )
}

function item(story: Story, feed: Feed): Xml {
  const { site } = feed
  const link = addressOf(story, site)
  return element(
    'item',
    {},
    element('title', {}, titleOfStory(story, site)),
    element('link', {}, link),
    element('guid', { isPermaLink: 'false' }, story.feedId),
    element('pubDate', {}, rfc822(story.publishedAt)),
    creatorsOf(story).map((name) => element('dc:creator', {}, name)),
    categoriesOf(story, site).map((name) => element('category', {}, name)),
    element('description', {}, summaryOf(story)),
    story.lang && story.lang !== site.lang && element('dc:language', {}, story.lang),
    picture(story, site),
    element('content:encoded', {}, storyHtml(story, site)),
  )
}

const creatorsOf = ({ byline, source }: Article) => (byline?.length ? byline.map(({ name }) => name) : source ? [source.name] : [])

function picture({ picture: copy }: Article, site: Feed['site']) {
  if (!copy) return undefined
  const { src, type, width, height } = pictureFile(copy)
  return element(
    'media:content',
    { url: absoluteUrl(site, src), medium: 'image', type, width, height },
    copy.caption && element('media:title', { type: 'plain' }, copy.caption),
    copy.alt && element('media:description', { type: 'plain' }, copy.alt),
    copy.credit && element('media:credit', {}, copy.credit),
  )
}

/** RFC 822 with a year of four digits, as RSS wants it. */
const rfc822 = (instant: string) => new Date(instant).toUTCString().replace('GMT', '+0000')
