/** The order that an editor works on. It is in the page’s address, so that nothing is lost by going back, and saved by publishing alone. */
import { isSlug } from '../../../copy/shapes/slug-spelling.ts'

export const MAX_PINS = 50

/** `up:slug`, `down:slug`, `remove:slug` or `pin:slug`; anything else changes nothing. */
export function reorder(pins: readonly string[], order: string): string[] {
  const [, what, slug = ''] = /^(up|down|remove|pin):(.+)$/.exec(order) ?? []
  const at = pins.indexOf(slug)
  switch (what) {
    case 'up':
      return at > 0 ? swap(pins, at - 1) : [...pins]
    case 'down':
      return at >= 0 && at < pins.length - 1 ? swap(pins, at) : [...pins]
    case 'remove':
      return pins.filter((pin) => pin !== slug)
    case 'pin':
      return at < 0 && pins.length < MAX_PINS ? [...pins, slug] : [...pins]
    default:
      return [...pins]
  }
}

/** With the next one. */
const swap = (pins: readonly string[], at: number) => [...pins.slice(0, at), ...pins.slice(at, at + 2).reverse(), ...pins.slice(at + 2)]

/** Slugs in their order, as the address has them. */
export const pinsFrom = (text: string) => [...new Set(text.split(',').filter(isSlug))].slice(0, MAX_PINS)

export const isSameOrder = (one: readonly string[], other: readonly string[]) => one.join() === other.join()

/** What readers see move: for each of the first so many, where it was before, from 1; 0 where it was not among them. */
export type Move<T> = { card: T; was: number; is: number }

export function movesBetween<T extends { slug: string }>(before: readonly T[], after: readonly T[]): { moves: Move<T>[]; gone: T[] } {
  const placeIn = (cards: readonly T[], slug: string) => cards.findIndex((card) => card.slug === slug) + 1
  return {
    moves: after.map((card, at) => ({ card, was: placeIn(before, card.slug), is: at + 1 })),
    gone: before.filter(({ slug }) => placeIn(after, slug) === 0),
  }
}
