/** The story's form, read and written as a whole. The fields and the body editor are the truth; nothing is kept beside them. */
import type { BlockInput } from '../../copy/shapes/block.ts'
import type { BodyEditor } from '../editor/body-editor.ts'
import { editInForm } from '../editor/edit-in-form.ts'
import type { StoryContent } from '../story-content.ts'
import { FIELD_NAMES } from '../story-values.ts'

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

export class StoryForm {
  readonly element: HTMLFormElement
  readonly editor: BodyEditor | undefined
  readonly #listeners: (() => void)[] = []

  constructor(element: HTMLFormElement) {
    this.element = element
    this.editor = editInForm(element, () => this.#changed())
    element.addEventListener('input', () => this.#changed())
    element.addEventListener('change', () => this.#changed())
  }

  onChange(listener: () => void) {
    this.#listeners.push(listener)
  }

  field(name: string): Field | undefined {
    const found = this.element.elements.namedItem(name)
    return found instanceof HTMLInputElement || found instanceof HTMLTextAreaElement || found instanceof HTMLSelectElement ? found : undefined
  }

  /** The id under which its drafts are saved. */
  get draftId() {
    return this.element.dataset.draft ?? ''
  }

  set draftId(id: string) {
    this.element.dataset.draft = id
  }

  /** Whose text this is. */
  get by() {
    return this.element.dataset.by ?? ''
  }

  /** Empty while it was never filed. */
  get slug() {
    return this.element.dataset.story ?? ''
  }

  /** The revision that what stands here started from; 0 for a new story. */
  get base() {
    return Number(this.field('base')?.value) || 0
  }

  set base(revision: number) {
    const field = this.field('base')
    if (field) field.value = String(revision)
  }

  /** With what is sent, so that filing ends the draft: its id, page and number. */
  set draftTag(tag: string) {
    const field = this.field('draft')
    if (field) field.value = `${this.draftId} ${tag.replace('.', ' ')}`
  }

  read(): StoryContent {
    const slug = this.field('slug')?.value.trim()
    return {
      values: Object.fromEntries(FIELD_NAMES.map((name) => [name, textIn(this.field(name))])),
      ...(this.editor ? { body: this.editor.blocks() } : { markdown: this.field('markdown')?.value ?? '' }),
      ...(slug && { slug }),
    }
  }

  /** In the place of all that stands here. `undoable`: false for what somebody else wrote, or undoing would take it back. */
  write({ values, body, markdown, slug }: StoryContent, options: { undoable?: boolean } = {}) {
    for (const name of FIELD_NAMES) put(this.field(name), values[name] ?? '')
    if (slug !== undefined) put(this.field('slug'), slug)
    if (this.editor) this.editor.setBlocks((body ?? []) as BlockInput[], options)
    else put(this.field('markdown'), markdown ?? '')
    this.#changed()
  }

  /** The story was renamed: it is read, saved and sent under its new name. */
  rename(slug: string) {
    this.element.dataset.story = slug
    this.draftId = `story:${slug}`
    this.element.action = `/desk/stories/${slug}`
    history.replaceState(history.state, '', `/desk/stories/${slug}`)
  }

  #changed() {
    for (const listener of this.#listeners) listener()
  }
}

const textIn = (field: Field | undefined) =>
  field instanceof HTMLInputElement && field.type === 'checkbox' ? (field.checked ? 'on' : '') : (field?.value ?? '')

/** Whoever shows a field in a way of their own hears of it by `written`. */
function put(field: Field | undefined, value: string) {
  if (!field) return
  if (field instanceof HTMLInputElement && field.type === 'checkbox') field.checked = value === 'on'
  else field.value = value
  field.dispatchEvent(new Event('written'))
}
