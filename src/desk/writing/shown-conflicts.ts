/** Conflicts where they are: in the text at their block, at their field above it, or in the notice where neither shows. */
import type { Choice } from '../../copy/merge/settle-conflicts.ts'
import type { conflictBox, LabelledConflict } from './conflict-box.ts'
import type { StoryForm } from './story-form.ts'

type Options = { by: string; choices: ReadonlyMap<string, Choice>; makeBox: typeof conflictBox; choose: (key: string, choice: Choice) => void }

export class ShownConflicts {
  readonly #form: StoryForm
  #boxes: HTMLElement[] = []

  constructor(form: StoryForm) {
    this.#form = form
  }

  /** Answers those that have no place on the page. */
  show(conflicts: readonly LabelledConflict[], { by, choices, makeBox, choose }: Options): HTMLElement[] {
    this.clear()
    const boxes = conflicts.map((conflict) => ({
      conflict,
      dom: makeBox(conflict, { by, chosen: choices.get(conflict.key), choose: (choice) => choose(conflict.key, choice) }),
    }))
    this.#boxes = boxes.map(({ dom }) => dom)
    const inText = this.#form.editor ? boxes.filter(({ conflict }) => conflict.after !== undefined) : []
    this.#form.editor?.beside(
      'conflicts',
      inText.map(({ conflict, dom }) => ({ after: conflict.after ?? -1, key: `${conflict.key} ${choices.get(conflict.key) ?? ''}`, dom })),
    )
    return boxes.filter((box) => !inText.includes(box) && !this.#putAtField(box)).map(({ dom }) => dom)
  }

  clear() {
    this.#form.editor?.beside('conflicts', [])
    for (const box of this.#boxes) box.remove()
    this.#boxes = []
  }

  /** Leads to the first that nobody has decided. */
  focusOpen() {
    const open = this.#boxes.find((box) => !box.querySelector('[aria-pressed=true]'))
    open?.scrollIntoView({ block: 'center' })
    open?.querySelector('button')?.focus()
  }

  #putAtField({ conflict, dom }: { conflict: LabelledConflict; dom: HTMLElement }): boolean {
    const field = this.#form.field(conflict.field)?.closest<HTMLElement>('.field')
    if (!field || field.hidden || field.closest('details:not([open])')) return false
    field.after(dom)
    return true
  }
}
