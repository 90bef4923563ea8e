/** The fields of the head: how much of them is shown elsewhere, Enter in them, and their height. */
import { element } from '../editor/element.ts'
import type { StoryForm } from './story-form.ts'

/** Characters that are shown whole: of search results' titles and descriptions (Google cuts near 600 px), and of a headline on a phone's card. */
const SHOWN: Record<string, number> = { headline: 70, 'seo-title': 60, 'seo-description': 155 }

export function showLengths(form: StoryForm) {
  for (const [name, most] of Object.entries(SHOWN)) {
    const field = form.field(name)
    if (!field) continue
    const place = element('p', { class: 'length' })
    field.after(place)
    const show = () => {
      const { length } = [...field.value.trim()]
      place.textContent = length === 0 ? '' : `${length} of ${most} characters`
      place.classList.toggle('long', length > most)
    }
    field.addEventListener('input', show)
    field.addEventListener('written', show)
    show()
  }
}

/** A headline is one line, however long: Enter goes on to the next field. */
export function goOnWithEnter(form: StoryForm) {
  const fields = ['headline', 'standfirst'].map((name) => form.field(name))
  for (const [at, field] of fields.entries())
    field?.addEventListener('keydown', (event) => {
      const { key, isComposing } = event as KeyboardEvent
      if (key !== 'Enter' || isComposing) return
      event.preventDefault()
      const next = fields[at + 1]
      if (next) next.focus()
      else form.editor?.focus()
    })
}

/** Where the browser doesn't do it by itself (`field-sizing`). */
export function growWithText(form: StoryForm) {
  if (CSS.supports('field-sizing', 'content')) return
  for (const area of form.element.querySelectorAll('textarea')) {
    const grow = () => {
      area.style.blockSize = 'auto'
      area.style.blockSize = `${area.scrollHeight}px`
    }
    area.addEventListener('input', grow)
    area.addEventListener('written', grow)
    grow()
  }
}
