/** How long a headline may be where it is shown. */
import type { UnfinishedArticle } from './check-context.ts'
import { advise, type Finding } from './finding.ts'

/** Results of a search on a desktop give a title so many pixels, at 20 px Arial: about 60 Latin characters. */
const SEARCH_PIXELS = 580
const SEARCH_EM = SEARCH_PIXELS / 20
/** At 360 px our headline has about ten ems a line; beyond five lines the story begins below the screen. */
const PHONE_LINE_EM = 10
const PHONE_LINES = 5
/** A word is broken or scaled down where it is wider than a line. */
const MAX_WORD_EM = PHONE_LINE_EM

export function checkHeadline({ headline = '', seo }: UnfinishedArticle): Finding[] {
  return [...checkForSearch(headline, seo?.title), ...checkForPhones(headline), ...checkCapitals(headline)]
}

function checkForSearch(headline: string, title: string | undefined): Finding[] {
  const shown = title ?? headline
  if (widthOf(shown) <= SEARCH_EM) return []
  const advice = title ? 'Shorten it.' : 'Shorten it, or write a shorter one for search.'
  return [
    advise(
      'headline-long-for-search',
      title ? '/seo/title' : '/headline',
      `Search results cut this after “${fitting(shown, SEARCH_EM)}” (${shown.length} characters; about 60 fit). ${advice}`,
    ),
  ]
}

function checkForPhones(headline: string): Finding[] {
  const word = headline.split(/\s+/).find((it) => widthOf(it) > MAX_WORD_EM && !UNSPACED.test(it))
  if (word) return [advise('headline-long-for-phones', '/headline', `“${word}” doesn’t fit a line on a phone. Use a shorter word, or a hyphen.`)]
  const lines = Math.ceil(widthOf(headline) / PHONE_LINE_EM)
  return lines > PHONE_LINES
    ? [advise('headline-long-for-phones', '/headline', `On a phone, this headline takes about ${lines} lines. Up to ${PHONE_LINES} read well.`)]
    : []
}

/** Screen readers may spell out what is in capitals, and it reads as shouting. Abbreviations are too short to count. */
function checkCapitals(headline: string): Finding[] {
  const isShouted = /\p{Lu}{2}/u.test(headline) && !/\p{Ll}/u.test(headline) && (headline.match(/\p{Lu}/gu)?.length ?? 0) >= 10
  return isShouted ? [advise('headline-in-capitals', '/headline', 'The headline is in capitals. Write it in sentence case.')] : []
}

/** Scripts that break anywhere. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u

/** Ems of Arial, near enough: classes of letters of about one width. */
const WIDTHS: [letters: RegExp, em: number][] = [
  [/[\p{Mn}\p{Cf}]/u, 0],
  [/[ijl'’‘|!.,:;·ıİ ]/u, 0.25],
  [/[Ift()[\]{}/\\"“”r-]/u, 0.33],
  [/[mMW%@—…]/u, 0.88],
  [/[\p{Lu}w&+=<>~]/u, 0.69],
  [/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Extended_Pictographic}\u3000-\u303f\uff01-\uff60]/u, 1],
]
const OTHER_EM = 0.54

const emOf = (character: string) => WIDTHS.find(([letters]) => letters.test(character))?.[1] ?? OTHER_EM

/** In ems. */
export const widthOf = (text: string) => Array.from(text).reduce((sum, character) => sum + emOf(character), 0)

/** Whole words from the beginning, as many as fit; where there is no space, characters. */
function fitting(text: string, em: number) {
  let [width, end] = [0, 0]
  for (const character of text) {
    width += emOf(character)
    if (width > em) break
    end += character.length
  }
  const space = text.lastIndexOf(' ', end)
  return text.slice(0, space > end / 2 ? space : end)
}
