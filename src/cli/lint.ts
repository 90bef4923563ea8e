/** What a careful editor would notice before publishing. Advice, never a refusal. Pure: links are only collected here. */

import type { Flaw } from '../copy/parse.ts'
import type { Article } from '../copy/shapes/article.ts'
import type { Block } from '../copy/shapes/block.ts'
import { textOf } from '../copy/text/inline.ts'

/** Search results cut titles near 70 characters; Google's article guidelines name 110 as the limit of `headline`. */
const HEADLINE_SHOWN = 70
const HEADLINE_LIMIT = 110

export function lint(article: Article): Flaw[] {
  return [...lintHead(article), ...picturesOf(article).flatMap(lintPicture), ...lintText(textsOf(article))]
}

function lintHead(article: Article): Flaw[] {
  const flaws: Flaw[] = []
  const title = article.seo?.title ?? article.headline
  const pointer = article.seo?.title ? '/seo/title' : '/headline'
  if (title.length > HEADLINE_LIMIT)
    flaws.push({ pointer, message: `${title.length} characters: search engines take at most ${HEADLINE_LIMIT}. Shorten it, or give a short "seo.title".` })
  else if (title.length > HEADLINE_SHOWN) flaws.push({ pointer, message: `${title.length} characters: search results cut titles near ${HEADLINE_SHOWN}.` })
  if (!article.standfirst) flaws.push({ pointer: '', message: 'No standfirst: cards, feeds and search results have no summary to show.' })
  if (!article.topics?.length) flaws.push({ pointer: '', message: 'No topics: the story is in no topic listing and finds few related ones.' })
  return flaws
}

type Shown = { pointer: string; alt: string; credit?: string | undefined }

function picturesOf(article: Article): Shown[] {
  const inBody = (body: Article['body'], pointer: string) =>
    body.flatMap((block, at): Shown[] => (block.type === 'picture' ? [{ pointer: `${pointer}/${at}`, alt: block.alt, credit: block.credit }] : []))
  return [
    ...(article.picture ? [{ pointer: '/picture', alt: article.picture.alt, credit: article.picture.credit }] : []),
    ...inBody(article.body, '/body'),
    ...(article.updates ?? []).flatMap(({ body }, at) => inBody(body, `/updates/${at}/body`)),
  ]
}

function lintPicture({ pointer, alt, credit }: Shown): Flaw[] {
  const flaws: Flaw[] = []
  if (!alt) flaws.push({ pointer: `${pointer}/alt`, message: 'The alt text is empty: say what the picture shows, unless it shows nothing.' })
  if (!credit) flaws.push({ pointer: `${pointer}/credit`, message: 'The picture has no credit.' })
  return flaws
}

type Text = { pointer: string; text: string; html?: string }

/** Everything that readers read as sentences, in order. */
export function textsOf(article: Article): Text[] {
  const plain = (['kicker', 'headline', 'standfirst'] as const).flatMap((field): Text[] =>
    article[field] ? [{ pointer: `/${field}`, text: article[field] }] : [],
  )
  return [...plain, ...bodyTexts(article.body, '/body'), ...(article.updates ?? []).flatMap(({ body }, at) => bodyTexts(body, `/updates/${at}/body`))]
}

const bodyTexts = (body: Article['body'], pointer: string): Text[] => body.flatMap((block, at) => blockTexts(block, `${pointer}/${at}`))

function blockTexts(block: Block, pointer: string): Text[] {
  const inline = (html: string, rest: string): Text => ({ pointer: `${pointer}${rest}`, text: textOf(html), html })
  switch (block.type) {
    case 'paragraph':
    case 'heading':
    case 'quote':
    case 'pullquote':
      return [inline(block.text, '/text')]
    case 'list':
      return block.items.map((item, at) => inline(typeof item === 'string' ? item : item.text, `/items/${at}`))
    case 'table':
      return block.rows.flatMap((row, at) => row.map((cell, column) => inline(cell, `/rows/${at}/${column}`)))
    case 'picture':
      return block.caption ? [{ pointer: `${pointer}/caption`, text: block.caption }] : []
    case 'html':
      return [inline(block.html, '/html')]
    case 'embed':
    case 'code':
    case 'divider':
      return []
  }
}

const PAIRS = [
  { open: '“', close: '”', name: 'quotation mark' },
  { open: '«', close: '»', name: 'quotation mark' },
  { open: '(', close: ')', name: 'bracket' },
  { open: '[', close: ']', name: 'bracket' },
] as const

function lintText(texts: Text[]): Flaw[] {
  return texts.flatMap(({ pointer, text }, at): Flaw[] => {
    const flaws: Flaw[] = PAIRS.filter((pair) => isUneven(text, pair) && !goesOn(text, texts[at + 1]?.text, pair.open)).map(({ open, close, name }) => ({
      pointer,
      message: count(text, open) > count(text, close) ? `A ${name} opens (${open}) and does not close.` : `A ${name} closes (${close}) that was not opened.`,
    }))
    if (count(text.replace(/\d"/g, ''), '"') % 2 === 1 && !goesOn(text, texts[at + 1]?.text, '"'))
      flaws.push({ pointer, message: 'Unmatched quotation mark (").' })
    if (/\S {2,}\S/.test(text)) flaws.push({ pointer, message: `Double space: "${/\S* {2,}\S*/.exec(text)?.[0]}".` })
    return flaws
  })
}

const isUneven = (text: string, { open, close }: { open: string; close: string }) =>
  count(text, open) !== count(open === '(' ? withoutPoints(text) : text, close)
/** Numbered points such as "1)" close what nobody opened; that is custom. */
const withoutPoints = (text: string) => text.replace(/(^|\s)(?:\d{1,2}|[a-z])\)/g, '$1')
const count = (text: string, mark: string) => text.split(mark).length - 1

/** A quotation that runs over paragraphs opens each of them and closes only the last. */
const goesOn = (text: string, next: string | undefined, open: string) => count(text, open) > 0 && Boolean(next?.startsWith(open))

/** Links to this site, each with where it first stands. */
export function ownLinks(article: Article, origin: string): { path: string; pointer: string }[] {
  const found = new Map<string, string>()
  for (const { pointer, html } of textsOf(article)) {
    for (const [, href = ''] of (html ?? '').matchAll(/<a href="([^"]+)"/g)) {
      const url = URL.canParse(href, origin) ? new URL(href.replace(/&amp;/g, '&'), origin) : undefined
      if (url?.origin === origin && !href.startsWith('#') && !found.has(url.pathname)) found.set(url.pathname, pointer)
    }
  }
  return [...found].map(([path, pointer]) => ({ path, pointer }))
}
