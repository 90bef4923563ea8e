/** What the checks found, beside the story: each leads to its place, and what one press can mend has a button. */
import type { Finding } from '../../copy/checks/finding.ts'
import { button, element } from '../editor/element.ts'
import { storyFieldOf } from '../story-values.ts'
import type { StoryForm } from './story-form.ts'

const LEVELS = { block: 'Must be fixed:', advise: 'Advice:', ask: 'Question:' } as const
const RANK = { block: 0, advise: 1, ask: 2 } as const
/** More than so many nobody reads in a list; they are underlined in the text. */
const MAX_SHOWN = 30

/** Calls `mend` with the finding as it is in the text that stands there now; not at all where that has nothing of it. */
export type WhenCurrent = (finding: Finding, mend: (current: Finding) => void) => void

export class FindingsPanel {
  readonly #form: StoryForm
  readonly #place: HTMLElement | null
  readonly #whenCurrent: WhenCurrent
  #shown = ''

  constructor(form: StoryForm, whenCurrent: WhenCurrent) {
    this.#form = form
    this.#whenCurrent = whenCurrent
    this.#place = form.element.querySelector('[data-checks]')
  }

  show(findings: readonly Finding[]) {
    const key = JSON.stringify(findings)
    // Nothing is put anew under somebody's pointer or focus.
    if (!this.#place || key === this.#shown) return
    this.#shown = key
    const sorted = findings.toSorted((a, b) => RANK[a.level] - RANK[b.level])
    const list = element(
      'ul',
      { class: 'findings' },
      sorted.slice(0, MAX_SHOWN).map((finding) => this.#item(finding)),
    )
    const more = sorted.length > MAX_SHOWN ? [element('p', { text: `And ${sorted.length - MAX_SHOWN} more, underlined in the text.` })] : []
    const title = this.#place.querySelector('h2')
    this.#place.replaceChildren(...(title ? [title] : []), ...(sorted.length > 0 ? [list, ...more] : [element('p', { text: 'Nothing to fix.' })]))
  }

  #item(finding: Finding) {
    const { level, message, where, fix } = finding
    const isPlaced = blockOf(where) !== undefined || storyFieldOf(where) !== undefined
    const words = isPlaced ? button(message, () => this.#jump(finding), { class: 'plain' }) : element('span', { text: message })
    const mended = fix === undefined ? undefined : this.#mended(finding, fix)
    const press = () => this.#whenCurrent(finding, (current) => this.#mended(current, fix ?? '')?.())
    const mend = mended && button(fix === '' ? 'Remove' : `Change to “${fix}”`, press)
    return element('li', { class: level }, [element('span', { class: 'level', text: LEVELS[level] }), ' ', words, ...(mend ? [mend] : [])])
  }

  #jump({ where, range }: Finding) {
    if (blockOf(where) !== undefined && this.#form.editor) return this.#form.editor.jumpTo(where, range)
    const field = this.#form.field(storyFieldOf(where) ?? '')
    for (let parent = field?.closest('details'); parent; parent = parent.parentElement?.closest('details')) parent.open = true
    field?.focus()
  }

  /** Words of the text keep their marks. A caption is a field of plain words, as those above the text are. */
  #mended({ where, range }: Finding, fix: string): (() => void) | undefined {
    const { editor } = this.#form
    const at = blockOf(where)
    if (at === undefined) return this.#mendedField(where, range, fix)
    if (!editor || !range || where.endsWith('/html')) return undefined
    if (!where.endsWith('/caption')) return () => editor.mend(where, range, fix)
    return () => editor.setBlocks(editor.blocks().map((block, n) => (n === at ? { ...block, caption: replaced(String(block.caption), range, fix) } : block)))
  }

  #mendedField(where: string, range: Finding['range'], fix: string) {
    const field = this.#form.field(storyFieldOf(where) ?? '')
    if (!field || field instanceof HTMLSelectElement) return undefined
    return () => {
      field.value = range ? replaced(field.value, range, fix) : fix
      field.dispatchEvent(new Event('input', { bubbles: true }))
    }
  }
}

/** The number of the block that a pointer leads into. */
function blockOf(where: string): number | undefined {
  const [, number] = /^\/body\/(\d+)(?:\/|$)/.exec(where) ?? []
  return number === undefined ? undefined : Number(number)
}

const replaced = (text: string, { from, to }: NonNullable<Finding['range']>, fix: string) => text.slice(0, from) + fix + text.slice(to)
