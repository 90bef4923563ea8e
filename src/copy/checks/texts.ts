/** The parts of an article that the checks look at, each with its place. */
import type { Block, ListOfItems } from '../shapes/block.ts'
import type { Picture } from '../shapes/picture.ts'
import type { UnfinishedArticle } from './check-context.ts'
import { type LinkInText, readInline } from './inline-text.ts'

/** `isProse`: sentences of the body, which may open quotations that a later one closes. */
export type CopyText = { where: string; text: string; links: readonly LinkInText[]; isProse: boolean }

const plain = (where: string, text: string | undefined): CopyText[] => (text ? [{ where, text, links: [], isProse: false }] : [])
const inline = (where: string, html: string): CopyText => ({ where, ...readInline(html), isProse: true })

/** Everything that readers read as sentences, in order. */
export function textsOf(article: UnfinishedArticle): CopyText[] {
  return [
    ...(['kicker', 'headline', 'standfirst'] as const).flatMap((field) => plain(`/${field}`, article[field])),
    ...plain('/picture/caption', article.picture?.caption),
    ...bodiesOf(article).flatMap(({ body, where }) => body.flatMap((it, at) => textsOfBlock(it, `${where}/${at}`))),
  ]
}

/** The body, and those of a live article's updates. */
export const bodiesOf = ({ body = [], updates = [] }: UnfinishedArticle): { body: readonly Block[]; where: string }[] => [
  { body, where: '/body' },
  ...updates.map((update, at) => ({ body: update.body, where: `/updates/${at}/body` })),
]

export function textsOfBlock(block: Block, where: string): CopyText[] {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
    case 'quote':
    case 'pullquote':
      return [inline(`${where}/text`, block.text)]
    case 'list':
      return textsOfList(block, where)
    case 'table':
      return [
        ...plain(`${where}/caption`, block.caption),
        ...(block.head ?? []).map((cell, column) => inline(`${where}/head/${column}`, cell)),
        ...block.rows.flatMap((row, at) => row.map((cell, column) => inline(`${where}/rows/${at}/${column}`, cell))),
      ]
    case 'chart':
    case 'map':
      return (['title', 'note', 'alt'] as const).flatMap((field) => plain(`${where}/${field}`, block[field]))
    case 'picture':
      return plain(`${where}/caption`, block.caption)
    case 'html':
      return [inline(`${where}/html`, block.html)]
    case 'scoreboard':
      return [
        ...plain(`${where}/title`, block.title),
        ...plain(`${where}/clock`, block.clock),
        ...(block.events ?? []).flatMap(({ text }, event) => plain(`${where}/events/${event}/text`, text)),
      ]
    case 'embed':
    case 'code':
    case 'divider':
      return []
  }
}

const textsOfList = ({ items }: ListOfItems, where: string): CopyText[] =>
  items.flatMap((item, at) => {
    if (typeof item === 'string') return [inline(`${where}/items/${at}`, item)]
    const own = inline(`${where}/items/${at}/text`, item.text)
    return item.list ? [own, ...textsOfList(item.list, `${where}/items/${at}/list`)] : [own]
  })

/** `decorative`: an editor decided that it says nothing, and needs no alt text. */
export type CopyPicture = { where: string; picture: Partial<Picture>; isDecorative: boolean }

export function picturesOf(article: UnfinishedArticle): CopyPicture[] {
  const found = (picture: Partial<Picture> & { decorative?: unknown }, where: string) => ({ where, picture, isDecorative: picture.decorative === true })
  return [
    ...(article.picture ? [found(article.picture, '/picture')] : []),
    ...bodiesOf(article).flatMap(({ body, where }) => body.flatMap((it, at) => (it.type === 'picture' ? [found(it, `${where}/${at}`)] : []))),
  ]
}
