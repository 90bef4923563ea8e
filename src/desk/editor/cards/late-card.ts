/** A card whose fields come with the tools, a moment after the text: few stories have one. */
import type { Node } from 'prosemirror-model'
import { element } from '../element.ts'
import type { CardContent, CardKind } from './card-view.ts'
import { type LateCards, lateCards } from './late-cards.ts'
import type { NodeControl } from './node-control.ts'

export const lateCard = (name: string, kind: keyof LateCards): CardKind => ({
  name,
  draw: (control) => lateCards()?.[kind].draw(control) ?? drawLater(name, kind, control),
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
    return lateCards()?.[kind]
  } catch (error) {
    if (error instanceof TypeError) return undefined // How browsers say that a module can't be fetched.
    throw error
  }
}
