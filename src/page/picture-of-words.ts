/** What social networks show of an article without a picture: its headline in the paper's dress, 1200 × 630, drawn on request. */
import type { Article } from '../copy/shapes/article.ts'
import { type Site, sectionName } from '../copy/shapes/site.ts'
import { fingerprint } from '../edition/fingerprint.ts'
import { kindLabel } from './kind-label.tsx'
import { phrasesFor } from './phrases/phrases.ts'
import { dayText } from './time.ts'
import { isWritable } from './writable.ts'

/** All that is written on it, each in one line of plain text. */
export type Words = { headline: string; label: string; name: string; day: string }

/** Raise it whenever the same words are drawn another way: what was drawn is kept for a day. */
const DRAWING = 1

/** Joiners, marks of direction, soft hyphens: print shows nothing of them. */
const UNSEEN = /\xad|[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|\ufe0f/g

/** For the page's own tags; undefined where our letters cannot write all of it. */
export function pictureOfWords(article: Article, site: Site) {
  const words = wordsOf(article, site)
  return words && { src: addressOfWords(article.slug, words), alt: article.headline, ...SIZE }
}

/** Undefined where our letters cannot write all of it. */
export function wordsOf(article: Article, site: Site): Words | undefined {
  const section = sectionName(site, article.section)
  const kind = kindLabel({ kind: article.kind }, phrasesFor(site.lang))
  const words = {
    headline: plain(article.headline),
    label: plain(kind && kind !== section ? `${section} · ${kind}` : section),
    name: plain(site.name),
    day: plain(dayText(article.publishedAt, site)),
  }
  return isWritable(Object.values(words).join('')) && words.headline ? words : undefined
}

/** The address names the words, so that what is found there never changes. */
export const addressOfWords = (slug: string, words: Words) => `/pictures/social/${slug}/${fingerprint(JSON.stringify([DRAWING, words]))}.png`

const SIZE = { width: 1200, height: 630 }

const plain = (text: string) =>
  text
    .normalize('NFC')
    .replace(UNSEEN, '')
    .replace(/[\n\r\t]+/g, ' ')
    .trim()
