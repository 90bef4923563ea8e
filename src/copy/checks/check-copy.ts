/**
 * What is looked at before an article is published, but for what it changes for readers (check-article.ts). Pure and small: runs in the
 * editor's browser and on the server alike. Flaws of the parser come with the context: parsing needs the sanitiser.
 */
import type { Block } from '../shapes/block.ts'
import type { CheckContext, UnfinishedArticle } from './check-context.ts'
import { checkHouseStyle } from './check-style.ts'
import { block, type Finding } from './finding.ts'
import { checkHeadline } from './headline.ts'
import { checkLinks } from './links.ts'
import { checkPictureRights, checkPictureTexts } from './pictures.ts'
import { checkPunctuation, checkSpaces } from './punctuation.ts'
import { checkBlockStructure, checkStructure } from './structure.ts'
import { checkMainPicture, checkSummaryParts } from './summary-parts.ts'
import { textsOf, textsOfBlock } from './texts.ts'

/** What blocks and what is advised, in no order. */
export function checkCopy(article: UnfinishedArticle, context: CheckContext): Finding[] {
  const texts = textsOf(article)
  return [
    ...(context.flaws ?? []).map(({ pointer, message }) => block('flaw', pointer, message)),
    ...(context.conflicts ?? []).map(({ where }) => block('open-conflict', where, 'Two people changed this. Choose one of the two, or write a third.')),
    ...checkPictureRights(article, context),
    ...checkPictureTexts(article),
    ...checkHeadline(article),
    ...checkSummaryParts(article),
    ...checkMainPicture(article),
    ...checkHouseStyle(texts, contextOf(article, context)),
    ...checkLinks(texts, context),
    ...checkPunctuation(texts),
    ...checkStructure(article),
  ]
}

/** A block with its place: `/body/3`. */
export type PlacedBlock = { where: string; block: Block }

/** What can be said of blocks alone, while they are being written. What needs their neighbours is left to `checkCopy`. */
export const checkBlocks = (blocks: readonly PlacedBlock[], context: CheckContext): Finding[] =>
  blocks.flatMap(({ where, block }) => {
    const texts = textsOfBlock(block, where)
    return [
      ...checkHouseStyle(texts, context),
      ...checkLinks(texts, context),
      ...texts.flatMap((it) => checkSpaces(it.where, it.text)),
      ...checkBlockStructure(block, where),
    ]
  })

const contextOf = ({ lang }: UnfinishedArticle, context: CheckContext) => (lang ? { ...context, lang } : context)
