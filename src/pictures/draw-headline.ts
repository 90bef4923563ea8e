/** The picture of a headline, composed like a page: label and headline under the rules, the paper's name and the day on its date line. */
import type { HeadlineWords } from '../page/headline-picture.ts'
import { createCanvas, createPalette, type Ink } from './canvas.ts'
import { encodePng } from './encode-png.ts'
import { layOutHeadline, shorten } from './headline-lines.ts'
import { type Face, readLetters } from './letters.ts'

const [INK, SIGNAL, QUIET]: readonly [Ink, Ink, Ink] = [0, 1, 2]
/** The light theme: `--paper`, then `--ink`, `--signal` and `--quiet`. */
const PALETTE = createPalette(
  [255, 253, 249],
  [
    [28, 27, 24],
    [163, 22, 27],
    [95, 91, 84],
  ],
)

const MARGIN = 76
const COLUMN = 1200 - 2 * MARGIN
const HEADLINE = { width: COLUMN, height: 318, leading: 1.13, sizes: [128, 116, 106, 97, 89, 82, 75, 69, 64, 59, 54, 50, 46, 42, 38] }
const [LABEL, NAME, DAY] = [33, 42, 27]
/** The baseline of the name and the day. */
const FOOT = 550

/** Remembered as the value: a promise would belong to the request that began it. */
let letters: { serif: Face; sans: Face } | undefined

/** A PNG of 1200 × 630. `open` fetches static/letters.bin, once for this isolate; what it throws is thrown. */
export async function drawHeadline({ headline, label, name, day }: HeadlineWords, open: () => Promise<Response>): Promise<ArrayBuffer> {
  letters ??= await readLetters(await open())
  const { serif, sans } = letters
  const widthIn = (face: Face) => (text: string) => face.widthOf(text) / 1000
  const { box, write, ...canvas } = createCanvas(1200, 630)

  box(MARGIN, 62, COLUMN, 4, INK)
  box(MARGIN, 71, COLUMN, 1, INK)
  write(sans, shorten(label, COLUMN / LABEL, widthIn(sans)), MARGIN, 126, LABEL, SIGNAL)

  const { size, lines } = layOutHeadline(headline, { ...HEADLINE, widthOf: widthIn(serif) })
  lines.forEach((line, at) => {
    write(serif, line, startOf(serif, line, size), Math.round(161 + size * (0.85 + at * HEADLINE.leading)), size, INK)
  })

  const dayAt = MARGIN + COLUMN - widthIn(sans)(day) * DAY
  write(sans, day, dayAt, FOOT, DAY, QUIET)
  write(serif, shorten(name, (dayAt - MARGIN) / NAME - 1, widthIn(serif)), startOf(serif, name, NAME), FOOT, NAME, INK)
  box(MARGIN, FOOT + 18, COLUMN, 2, INK)
  // The tick where the day changes, as far along the line as in the logo.
  box(MARGIN + Math.round(COLUMN * 0.72), FOOT + 7, 10, 24, SIGNAL)
  return encodePng(canvas, PALETTE)
}

/** Opening quotes, and the white before the first stem, hang into the margin, so that its edge looks straight. */
function startOf(face: Face, line: string, size: number) {
  const [quotes = '', letter = ''] = /^([“„‚‘«‹"']*)(.)/.exec(line)?.slice(1) ?? []
  let left = face.widthOf(letter)
  const before = face.widthOf(quotes + letter) - left
  face.trace(letter, (x) => {
    left = Math.min(left, x)
  })
  const start = MARGIN - ((before + left) * size) / 1000
  // More quotes than the margin holds begin where the line does.
  return start < MARGIN / 4 ? MARGIN : start
}
