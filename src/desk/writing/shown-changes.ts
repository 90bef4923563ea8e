/** What differs between two texts, word by word, as on the desk's other pages. */
import { element } from '../editor/element.ts'
import type { StoryContent } from '../story-content.ts'
import { loadComparing } from './load-comparing.ts'

/** A `details` that is filled when it is opened. */
export function changesOnDemand(summary: string, before: () => StoryContent, after: () => StoryContent): HTMLElement {
  const place = element('div', { class: 'changes' })
  const details = element('details', {}, [element('summary', { text: summary }), place])
  details.addEventListener('toggle', () => void (details.open && fill(place, before(), after())))
  return details
}

async function fill(place: HTMLElement, before: StoryContent, after: StoryContent) {
  const rules = await loadComparing()
  if (!rules) return place.replaceChildren(element('p', { text: 'This needs a connection. Try again when you’re online.' }))
  const changes = rules.changesBetween(before, after)
  if (!changes) return place.replaceChildren(element('p', { text: 'This text is too unfinished to be compared.' }))
  if (changes.length === 0) return place.replaceChildren(element('p', { text: 'No words differ.' }))
  place.replaceChildren(
    ...changes.map(({ field, label, runs }) =>
      element('div', { class: field.startsWith('/body/') ? 'change of-body' : 'change' }, [
        element('h3', { text: label }),
        element(
          'p',
          { attributes: { dir: 'auto' } },
          runs.map(({ text, op }) => (op ? element(op === 'added' ? 'ins' : 'del', { text }) : text)),
        ),
      ]),
    ),
  )
}
