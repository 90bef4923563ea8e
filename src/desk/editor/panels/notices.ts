/** What everyone should know of what just happened, such as what was left out of what was pasted. Stays until it is closed, or the next comes. */
import { button, element } from '../element.ts'

export class Notices {
  readonly dom = element('div', { class: 'body-notice', attributes: { role: 'status' } })

  show(text: string) {
    this.dom.replaceChildren(
      element('p', { text }),
      button('Close', () => this.clear()),
    )
  }

  clear() {
    this.dom.replaceChildren()
  }
}
