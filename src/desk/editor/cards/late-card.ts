/** A card whose fields come with the tools, a moment after the text: few stories have one. */
import type { Node } from 'prosemirror-model'
import { element } from '../element.ts'
import type { CardContent, CardKind } from './card-view.ts'
import type { NodeControl } from './node-control.ts'

type LateCards = Record<'drawing' | 'scoreboard', CardKind>

let cards: LateCards | undefined

/** Called by the tools once they are there. */
export const setLateCards = (given: LateCards) => {
  cards = given
}

export const lateCard = (name: string, kind: keyof LateCards): CardKind => ({
  name,
  draw: (control) => cards?.[kind].draw(control) ?? drawLater(name, kind, control),
})

function drawLater(name: string, kind: keyof LateCards, control: NodeControl): CardContent {
  const place = element('div', {}, [element('p', { text: `${name}: loading …` })])
  let shown: ((node: Node) => void) | undefined
  void loadCard(kind).then((card) => {
    if (!card) {
      const text = `The fields of this ${name.toLowerCase()} couldn’t be loaded. It stays as it is. Save and reload the page when you’re online.`
      return place.replaceChildren(element('p', { text }))
    }
    const { content, show } = card.draw(control)
    place.replaceChildren(...content)
    show(control.node)
    shown = show
  })
  return { content: [place], show: (node) => shown?.(node) }
}

async function loadCard(kind: keyof LateCards) {
  try {
    await import('../late/tools.ts')
    return cards?.[kind]
  } catch (error) {
    if (error instanceof TypeError) return undefined // How browsers say that a module can't be fetched.
    throw error
  }
}
