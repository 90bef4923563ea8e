/**
 * How charts and maps look, as attributes: a style would weigh on every page, and the policy allows none inline. Colours follow the page's
 * scheme. Text keeps its size however wide the drawing is: places are in per cent, and only shapes are stretched.
 */

export const SANS = 'ui-sans-serif, system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif'
export const TEXT_PX = 14
/** A column on a phone of 360 px, which every label must fit. */
export const PHONE_PX = 328

/** Told apart in light and dark, without colour by dashes and marks. */
export const SERIES = [
  { colour: 'var(--ink)', dash: undefined },
  { colour: '#3d7cb8', dash: '7 4' },
  { colour: '#b5791c', dash: '2 4' },
  { colour: 'var(--quiet)', dash: '12 4 2 4' },
] as const

export const seriesStyle = (at: number) => SERIES[at] ?? SERIES[0]

export const percent = (share: number) => `${Math.round(share * 10_000) / 100}%`

/** About as wide as it is set: 0.55 of its size for a letter, all of it where scripts are as wide as high. */
export const widthOf = (text: string, size = TEXT_PX) =>
  [...text].reduce((sum, letter) => sum + (/[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}]/u.test(letter) ? size : size * 0.56), 0)

const RTL = /[\p{sc=Arab}\p{sc=Hebr}\p{sc=Thaa}\p{sc=Syrc}]/u

/** By its first letter that has a direction. */
export const directionOfText = (text: string): 'ltr' | 'rtl' => (RTL.test(/\p{L}/u.exec(text)?.[0] ?? '') ? 'rtl' : 'ltr')

/** Words in lines of a width; the last one ends with an ellipsis where there is more. */
export function linesOf(text: string, widthPx: number, most: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'word' }).segment(text)) {
    if (line !== '' && widthOf(line + segment.trimEnd()) > widthPx) {
      lines.push(line.trim())
      line = ''
    }
    line += segment
  }
  lines.push(line.trim())
  const shown = lines.filter((each) => each !== '').slice(0, most)
  return lines.length > most ? [...shown.slice(0, -1), `${shown.at(-1)?.slice(0, -1)}…`] : shown
}
