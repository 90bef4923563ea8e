/** What social networks show of an article without a picture: its headline in the site's typefaces, 1200 × 630, drawn on request. */
import type { Article } from '../copy/shapes/article.ts'
import { type Site, sectionName } from '../copy/shapes/site.ts'
import { encodeLetters } from '../copy/shapes/slug-spelling.ts'
import { fingerprint } from '../edition/fingerprint.ts'
import { isDrawable } from './drawable-text.ts'
import { kindLabel } from './kind-label.tsx'
import { phrasesFor } from './phrases/phrases.ts'
import { dayText } from './time.ts'

/** All the text on it, each in one line of plain text. */
export type HeadlineWords = { headline: string; label: string; name: string; day: string }

/** Raise it whenever the same words are drawn another way: what was drawn is cached for a day. */
const DRAWING_VERSION = 1

/** Joiners, marks of direction, soft hyphens: they leave nothing to draw. */
const INVISIBLE = /\xad|[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|\ufe0f/g

/** For the page's own tags; undefined where our typefaces lack some of it. */
export function headlinePictureOf(article: Article, site: Site) {
  const words = headlineWordsOf(article, site)
  return words && { src: headlinePicturePath(article.slug, words), alt: article.headline, ...SIZE }
}

/** Undefined where our typefaces lack some of it. */
export function headlineWordsOf(article: Article, site: Site): HeadlineWords | undefined {
  const section = sectionName(site, article.section)
  const kind = kindLabel({ kind: article.kind, ended: article.ended }, phrasesFor(site.lang))
  const words = {
    headline: normalizeText(article.headline),
    label: normalizeText(kind && kind !== section ? `${section} · ${kind}` : section),
    name: normalizeText(site.name),
    day: normalizeText(dayText(article.publishedAt, site)),
  }
  return isDrawable(Object.values(words).join('')) && words.headline ? words : undefined
}

/** The path is made of the words, so that what it shows never changes. */
export const headlinePicturePath = (slug: string, words: HeadlineWords) =>
  encodeLetters(`/pictures/social/${slug}/${fingerprint(JSON.stringify([DRAWING_VERSION, words]))}.png`)

const SIZE = { width: 1200, height: 630 }

const normalizeText = (text: string) =>
  text
    .normalize('NFC')
    .replace(INVISIBLE, '')
    .replace(/[\n\r\t]+/g, ' ')
    .trim()
