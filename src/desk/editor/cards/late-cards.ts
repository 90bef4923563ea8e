/** The cards that come with the tools, once they are there. */
import type { CardKind } from './card-view.ts'

export type LateCards = Record<'drawing' | 'scoreboard', CardKind>

let cards: LateCards | undefined

/** Called by the tools. */
export const setLateCards = (given: LateCards) => {
  cards = given
}

export const lateCards = () => cards
