/** An article's text in feeds: nothing of the page around it, every address absolute, corrections and source never left out. */

import { normaliseHeadingLevels } from '../copy/html/heading-levels.ts'
import { htmlFromBlocks } from '../copy/html/to-html.ts'
import type { Article } from '../copy/shapes/article.ts'
import type { Block } from '../copy/shapes/block.ts'
import type { Site } from '../copy/shapes/site.ts'
import { updatesInOrder } from '../copy/shapes/update-order.ts'
import { CorrectionNote, SourceNote } from '../page/article-endnotes.tsx'
import { updateNotes, updateTitle } from '../page/live-update-text.ts'
import type { Phrases } from '../page/phrases/en.ts'
import { livePhrasesFor } from '../page/phrases/live.ts'
import { phrasesFor } from '../page/phrases/phrases.ts'
import { pictureFile } from '../page/picture-address.ts'
import { momentText } from '../page/time.ts'
import { makeUrlsAbsolute } from './absolute-urls.ts'
import { addressOf } from './feed.ts'

export function storyHtml(article: Article, site: Site) {
  const { body, dateline, updates = [], corrections = [], source, ended } = article
  const phrases = phrasesFor(site.lang)
  const html = (blocks: readonly Block[], topLevel: 2 | 3 = 2) =>
    htmlFromBlocks(normaliseHeadingLevels(blocks, topLevel).map((block) => blockForFeed(block, phrases)))
  const text = [
    dateline && body[0]?.type === 'paragraph' ? html(body).replace('<p>', () => `<p>${<b>{dateline}:</b>} `) : html(body),
    ended && <p>{livePhrasesFor(site.lang).ended(momentText(ended, site))}</p>,
    ...updatesInOrder(updates).flatMap((update) => [
      <h2>{updateTitle(update, site)}</h2>,
      html(update.body, 3),
      ...updateNotes(update, site, phrases).map((note) => <p>{note}</p>),
    ]),
    source && <SourceNote source={source} phrases={phrases} />,
    ...corrections.map((correction) => <CorrectionNote correction={correction} site={site} phrases={phrases} />),
  ]
    .filter(Boolean)
    .map(String)
    .join('\n')
  return makeUrlsAbsolute(text, { origin: site.url, page: addressOf(article, site) })
}

/** Away from our pages a picture is one file of a fair size, and what lives elsewhere a link that says so. */
function blockForFeed(block: Block, phrases: Phrases): Block {
  if (block.type === 'picture') {
    const { src, width, height } = pictureFile(block)
    return { ...block, src, width, height }
  }
  if (block.type === 'embed') return { ...block, provider: phrases.openEmbed(block.provider ?? hostOf(block.url)) }
  return block
}

const hostOf = (url: string) => new URL(url).hostname.replace(/^www\./, '')
