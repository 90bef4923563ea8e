/** JSON Feed 1.1 (jsonfeed.org). */

import { ASSETS } from '../build/manifest.ts'
import { lastChangedAt } from '../copy/shapes/article.ts'
import { encodeLetters } from '../copy/shapes/slug-spelling.ts'
import { summaryOf } from '../copy/summary.ts'
import { absoluteUrl } from '../page/meta.tsx'
import { pictureFile } from '../page/picture-address.ts'
import { addressOf, categoriesOf, type Feed, type Story, titleOfStory } from './feed.ts'
import { storyHtml } from './story-html.tsx'

export function jsonFeed(feed: Feed) {
  const { site, title, description, home, self, hub, stories } = feed
  const icon = ASSETS['apple-touch-icon.png']
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title,
    home_page_url: `${site.url}${home}`,
    feed_url: `${site.url}${self}`,
    description,
    ...(icon && { icon: absoluteUrl(site, icon) }),
    authors: [{ name: site.name, url: `${site.url}/` }],
    language: site.lang,
    ...(hub && { hubs: [{ type: 'WebSub', url: hub }] }),
    items: stories.map((story) => item(story, feed)),
  })
}

function item(story: Story, feed: Feed) {
  const { site } = feed
  const { publishedAt, lang, byline, source, picture } = story
  const summary = summaryOf(story)
  const url = addressOf(story, site)
  const changed = lastChangedAt(story)
  return {
    id: story.feedId,
    url,
    title: titleOfStory(story, site),
    content_html: storyHtml(story, site),
    ...(summary && { summary }),
    ...(picture && { image: absoluteUrl(site, pictureFile(picture).src) }),
    date_published: publishedAt,
    ...(changed > publishedAt && { date_modified: changed }),
    ...(byline?.length
      ? { authors: byline.map(({ name, slug }) => ({ name, ...(slug && { url: encodeLetters(`${site.url}/author/${slug}`) }) })) }
      : source && { authors: [{ name: source.name }] }),
    tags: categoriesOf(story, site),
    language: lang ?? site.lang,
  }
}
