/** Inline HTML that the editor shows but does not open. */
import { textOf } from '../../../copy/text/inline.ts'
import { elementsFrom } from '../blocks/html-elements.ts'

export function elementOfFixed(html: string): HTMLElement {
  const holder = document.createElement('span')
  holder.className = 'fixed'
  holder.setAttribute('data-fixed', html)
  holder.append(...elementsFrom(html))
  if (textOf(html) === '') {
    holder.classList.add('anchor')
    holder.textContent = '⚓'
    holder.title = 'An anchor that links lead to'
  }
  return holder
}
