/**
 * How charts and maps look, as attributes: a style would weigh on every page, and the policy allows none inline. Colours follow the page's
 * scheme. Text keeps its size however wide the drawing is: places are in per cent, and only shapes are stretched.
 */

export const SANS = 'ui-sans-serif, system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif'
export const TEXT_PX = 14
/** A column on a phone of 320 px, which every label must fit. */
export const PHONE_PX = 288

/** Told apart in light and dark, without colour by dashes and marks. */
export const SERIES = [
  { colour: 'var(--ink)', dash: undefined },
  { colour: '#3d7cb8', dash: '7 4' },
  { colour: '#b5791c', dash: '2 4' },
  { colour: 'var(--quiet)', dash: '12 4 2 4' },
] as const

export const seriesStyle = (at: number) => SERIES[at] ?? SERIES[0]

export const percent = (share: number) => `${Math.round(share * 10_000) / 100}%`

const WIDE = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{Emoji_Presentation}\u3000-\u303f\uff00-\uff60]/u

/** What a letter is wide, in shares of its size: rather more than less. */
function letterWidth(letter: string) {
  if (/[ilj.,:;'’| ]/.test(letter)) return 0.32
  if (/[a-z\d]/.test(letter)) return /[mw]/.test(letter) ? 0.9 : 0.57
  if (/\p{M}/u.test(letter)) return 0
  if (WIDE.test(letter)) return 1.05
  if (/[MWÆŒ@%—…]/.test(letter)) return 0.95
  return /\p{Lu}/u.test(letter) ? 0.7 : 0.6
}

/** About as wide as it is set, in pixels. */
export const widthOf = (text: string, size = TEXT_PX) => [...text].reduce((sum, letter) => sum + letterWidth(letter) * size, 0)

/** A name that fits a line is not parted from its mark, nor in itself where a script has no spaces. */
export function unbroken(name: string) {
  if (widthOf(name) >= PHONE_PX / 2) return name
  return name.replaceAll(' ', '\u00a0').replace(/(?<=[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}])(?=.)|(?<=.)(?=[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}])/gu, '\u2060')
}

const RTL = /[\p{sc=Arab}\p{sc=Hebr}\p{sc=Thaa}\p{sc=Syrc}]/u

/** By its first letter that has a direction. */
export const directionOfText = (text: string): 'ltr' | 'rtl' => (RTL.test(/\p{L}/u.exec(text)?.[0] ?? '') ? 'rtl' : 'ltr')

const segmenters = new Map<string, Intl.Segmenter>()

function segmentsOf(text: string, granularity: 'word' | 'grapheme') {
  const segmenter = segmenters.get(granularity) ?? new Intl.Segmenter('en', { granularity })
  segmenters.set(granularity, segmenter)
  return Array.from(segmenter.segment(text), ({ segment }) => segment)
}

/** Words in lines of a width, those that are longer than a line broken anywhere; the last line ends with an ellipsis where there is more. */
export function linesOf(text: string, widthPx: number, most: number): string[] {
  const pieces = segmentsOf(text, 'word').flatMap((word) => (widthOf(word) > widthPx ? segmentsOf(word, 'grapheme') : [word]))
  const lines: string[] = []
  let line = ''
  for (const piece of pieces) {
    if (line !== '' && widthOf(line + piece.trimEnd()) > widthPx) {
      lines.push(line.trim())
      line = ''
    }
    line += piece
  }
  lines.push(line.trim())
  const shown = lines.filter((each) => each !== '')
  return shown.length > most ? [...shown.slice(0, most - 1), shortened(`${shown[most - 1]}…`, widthPx)] : shown
}

/** Cut to a width, with an ellipsis where something is missing. */
export function shortened(text: string, widthPx: number) {
  if (widthOf(text) <= widthPx) return text
  const letters = segmentsOf(text.replace(/…$/, ''), 'grapheme')
  let width = widthOf('…')
  const fit = letters.findIndex((letter) => {
    width += widthOf(letter)
    return width > widthPx
  })
  return `${letters.slice(0, fit).join('').trimEnd()}…`
}
