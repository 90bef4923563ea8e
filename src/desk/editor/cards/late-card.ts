/** A card whose fields come with the tools, a moment after the text: few stories have one. */
import type { Node } from 'prosemirror-model'
import { element } from '../element.ts'
import type { CardContent, CardKind } from './card-view.ts'

export const lateCard = (name: string, kind: 'drawing' | 'scoreboard'): CardKind => ({
  name,
  draw(control): CardContent {
    const place = element('div', { class: 'card-late' }, [element('p', { text: `${name}: loading …` })])
    let shown: ((node: Node) => void) | undefined
    void loadCard(kind).then((card) => {
      if (!card)
        return place.replaceChildren(
          element('p', {
            text: `The fields of this ${name.toLowerCase()} couldn’t be loaded. It stays as it is. Save and reload the page when you’re online.`,
          }),
        )
      const { content, show } = card.draw(control)
      place.replaceChildren(...content)
      show(control.node)
      shown = show
    })
    return { content: [place], show: (node) => shown?.(node) }
  },
})

async function loadCard(kind: 'drawing' | 'scoreboard') {
  try {
    return (await import('../late/tools.ts')).LATE_CARDS[kind]
  } catch (error) {
    if (error instanceof TypeError) return undefined // How browsers say that a module can't be fetched.
    throw error
  }
}
