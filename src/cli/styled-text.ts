/** Text in colours of ours. Whatever is rendered passes `printable`, so that the escape codes of others never count. */

import { readableAddress } from '../copy/shapes/address-pieces.ts'
import type { Environment } from './environment.ts'
import { printable } from './printable.ts'

/** It stays apart from its escape codes until it is printed. */
export type Styled = { text: string; codes: readonly number[] }
/** One line. */
export type Words = string | Styled | readonly (string | Styled)[]

type Paint = (text: string) => Styled
export type Colour = { red: Paint; struckRed: Paint; green: Paint; dim: Paint; yellow: Paint; on: boolean }

export function render(words: Words): string {
  if (typeof words === 'string') return shown(words)
  if (!('codes' in words)) return words.map(render).join('')
  const text = shown(words.text)
  return words.codes.length > 0 ? `\x1b[${words.codes.join(';')}m${text}\x1b[0m` : text
}

/** Addresses with the letters that they stand for. */
const shown = (text: string) => printable(readableAddress(text))

/** Colour only for a terminal, and not where NO_COLOR is set. */
export function colourOf(environment: Environment): Colour {
  const on = Boolean(environment.stdout.isTTY) && !environment.env.NO_COLOR
  const paint =
    (...codes: number[]): Paint =>
    (text) => ({ text, codes: on ? codes : [] })
  return { on, red: paint(31), struckRed: paint(9, 31), green: paint(32), yellow: paint(33), dim: paint(2) }
}
