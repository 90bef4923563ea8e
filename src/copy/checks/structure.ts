/** Whether who hears the page, or skims it, finds the way: headings, tables, paragraphs. */
import type { Block } from '../shapes/block.ts'
import type { Chart, WorldMap } from '../shapes/drawing.ts'
import type { Scoreboard } from '../shapes/scoreboard.ts'
import type { UnfinishedArticle } from './check-context.ts'
import { advise, type Finding } from './finding.ts'
import { bodiesOf, textsOfBlock } from './texts.ts'

/** A column of newspaper text; on a phone, more than two screens. */
const MAX_PARAGRAPH_WORDS = 150

export const checkStructure = (article: UnfinishedArticle) =>
  bodiesOf(article).flatMap(({ body, where }) => [...checkHeadings(body, where), ...body.flatMap((it, at) => checkBlockStructure(it, `${where}/${at}`))])

/** The headline is level 1. */
function checkHeadings(body: readonly Block[], where: string): Finding[] {
  const findings: Finding[] = []
  let above = 1
  for (const [at, it] of body.entries()) {
    if (it.type !== 'heading') continue
    if (it.level > above + 1)
      findings.push(
        advise('heading-level', `${where}/${at}/level`, `This heading has level ${it.level}, after level ${above}. Make it level ${above + 1}.`, {
          fix: String(above + 1),
        }),
      )
    above = it.level
  }
  return findings
}

/** What can be said of a block without its neighbours. */
export function checkBlockStructure(it: Block, where: string): Finding[] {
  if (it.type === 'table' && !it.head?.some((cell) => cell !== '') && !it.rowHeads)
    return [advise('table-head', `${where}/head`, 'This table names neither its columns nor its rows. Mark the first row, or the first column, as heads.')]
  if (it.type === 'chart' || it.type === 'map') return checkSource(it, where)
  if (it.type === 'scoreboard') return checkScoreboard(it, where)
  if (it.type !== 'paragraph') return []
  const words = textsOfBlock(it, where).reduce((sum, { text }) => sum + countWords(text), 0)
  return words > MAX_PARAGRAPH_WORDS
    ? [advise('long-paragraph', where, `This paragraph has ${words} words. Break it up: up to ${MAX_PARAGRAPH_WORDS} read well.`)]
    : []
}

/** Of every chart and map. */
export const checkSources = (article: UnfinishedArticle) =>
  bodiesOf(article).flatMap(({ body, where }) => body.flatMap((it, at) => (it.type === 'chart' || it.type === 'map' ? checkSource(it, `${where}/${at}`) : [])))

const checkSource = ({ type, source }: Chart | WorldMap, where: string): Finding[] =>
  source
    ? []
    : [advise('no-source', `${where}/source`, `This ${type} doesn’t say where its ${type === 'map' ? 'information' : 'data'} comes from. Name the source.`)]

function checkScoreboard({ sides, clock }: Scoreboard, where: string): Finding[] {
  const without = sides.findIndex(({ score }) => score === undefined)
  if (sides.every(({ score }) => score === undefined)) return []
  if (without >= 0)
    return [advise('scoreboard-incomplete', `${where}/sides/${without}`, `${sides[without]?.name} has no score, and the other side has one. Enter both.`)]
  return clock ? [] : [advise('scoreboard-incomplete', where, 'The scoreboard doesn’t say how far the match is. Enter the clock, such as “Half-time”.')]
}

/** Where there are no spaces, two characters count as a word. */
function countWords(text: string) {
  const unspaced = text.match(UNSPACED)?.length ?? 0
  return (text.replace(UNSPACED, ' ').match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]*/gu)?.length ?? 0) + Math.ceil(unspaced / 2)
}

const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu
