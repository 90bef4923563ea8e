/** An article's text as it stands in feeds: no furniture, every address absolute, corrections and source never left out. */
import type { Article } from '../copy/article.ts'
import { htmlFromBlocks } from '../copy/html-writing.ts'
import type { Site } from '../copy/site.ts'
import { phrasesFor } from '../page/phrases/phrases.ts'
import { dayText, momentText } from '../page/time.ts'

export function storyHtml({ body, updates = [], corrections = [], source }: Article, site: Site) {
  const phrases = phrasesFor(site.lang)
  const html = (blocks: Article['body']) => htmlFromBlocks(blocks, site.url)
  const newestFirst = updates.toSorted((one, other) => other.at.localeCompare(one.at))
  return [
    html(body),
    ...newestFirst.flatMap(({ at, headline, body: text }) => [
      <h2>
        {momentText(at, site)}
        {headline && `: ${headline}`}
      </h2>,
      html(text),
    ]),
    source && (
      <p>
        {phrases.source}: {source.name}
        {source.credit && `/${source.credit}`}
      </p>
    ),
    ...corrections.map(({ at, text }) => (
      <p>
        <strong>
          {phrases.correction}, {dayText(at, site)}:
        </strong>{' '}
        {text}
      </p>
    )),
  ]
    .filter(Boolean)
    .map(String)
    .join('\n')
}
