/** What others did to the story while it is open: a newer revision is brought in block by block, the rest is said in words. */
import type { Choice } from '../../copy/merge/settle-conflicts.ts'
import { button } from '../editor/element.ts'
import type { Autosave } from './autosave.ts'
import type { LabelledConflict } from './comparing.ts'
import { conflictsPanel } from './conflicts-panel.ts'
import { type Entry, readRevision } from './desk-calls.ts'
import { loadComparing } from './load-comparing.ts'
import type { Notices } from './notices.ts'
import type { StoryForm } from './story-form.ts'

const NEWER = 'newer revision'
const CONFLICTS = 'conflicts'

export class Meanwhile {
  readonly #form: StoryForm
  readonly #notices: Notices
  readonly #autosave: Autosave
  readonly #by: string
  readonly #choices = new Map<string, Choice>()
  #entry: Entry | undefined
  #isUnsettled = false

  constructor({ form, notices, autosave, by }: { form: StoryForm; notices: Notices; autosave: Autosave; by: string }) {
    this.#form = form
    this.#notices = notices
    this.#autosave = autosave
    this.#by = by
  }

  /** Both changed the same words, and nobody has chosen yet. */
  get isUnsettled() {
    return this.#isUnsettled
  }

  see(entry: Entry) {
    const before = this.#entry
    this.#entry = entry
    if (entry.slug !== this.#form.slug) this.#renamed(entry)
    if (entry.revision > this.#form.base) this.#offerNewer(entry)
    else if (!this.#isUnsettled) this.#notices.remove(NEWER)
    if (before?.state !== 'withdrawn' && entry.state === 'withdrawn' && this.#form.element.dataset.state !== 'withdrawn')
      this.#notices.show('state', {
        text: 'This story was withdrawn while you had it open. You can go on writing and file; readers see it only if an editor publishes it again.',
      })
    else if (before && before.state !== entry.state && entry.state !== 'withdrawn') this.#notices.remove('state')
  }

  #renamed({ slug }: Entry) {
    this.#form.rename(slug)
    this.#notices.show('name', { text: `This story’s slug was changed to “${slug}”. Your text goes with it.`, isGood: true })
  }

  #offerNewer({ by, revision }: Entry) {
    if (this.#isUnsettled) return
    const who = by === this.#by ? 'You filed' : `${by} filed`
    const where = by === this.#by ? ' in another window' : ''
    this.#notices.show(NEWER, {
      text: `${who} revision ${revision}${where} while you were writing.`,
      actions: [button(by === this.#by ? 'Bring it in' : 'Bring theirs in', () => void this.bringIn(), { class: '' })],
    })
  }

  /** Again and again until nothing is disputed: typing goes on meanwhile. */
  async bringIn(): Promise<void> {
    const { slug, base } = this.#form
    const [rules, before, theirs] = await Promise.all([loadComparing(), readRevision(slug, base), readRevision(slug)])
    if (!rules || before.kind !== 'read' || theirs.kind !== 'read') {
      if (before.kind === 'gone') return this.#notices.show(CONFLICTS, { text: `${before.words} Your text is untouched: open the story again.` })
      this.#notices.show(CONFLICTS, { text: 'What they filed can’t be fetched right now. Your text is untouched; try again in a moment.' })
      return
    }
    this.#notices.remove(CONFLICTS)
    const { content, conflicts } = rules.together(before.article, this.#form.read(), theirs.article, this.#choices)
    const open = conflicts.filter(({ key }) => !this.#choices.has(key))
    if (open.length > 0) return this.#ask(conflicts, theirs.revision)
    this.#isUnsettled = false
    this.#choices.clear()
    this.#form.base = theirs.revision
    this.#form.write(content, { undoable: false })
    this.#notices.remove(NEWER)
    this.#notices.show('brought', { text: `Revision ${theirs.revision} is brought into your text. Nothing is filed yet.`, isGood: true })
    void this.#autosave.flush()
  }

  #ask(conflicts: readonly LabelledConflict[], revision: number) {
    this.#isUnsettled = true
    const by = this.#entry?.by ?? 'Somebody else'
    const panel = conflictsPanel(conflicts, {
      by,
      jumpTo: (block) => this.#form.editor?.jumpTo(block),
      onSettled: (choices) => {
        for (const [key, choice] of choices) this.#choices.set(key, choice)
        void this.bringIn()
      },
    })
    this.#notices.remove(NEWER)
    this.#notices.show(NEWER, {
      text: `${by} filed revision ${revision}, and in ${conflicts.length === 1 ? 'one place' : `${conflicts.length} places`} you both changed the same words. Choose which version to keep; until then, your story can’t be filed or published.`,
      more: [panel],
    })
    panel.querySelector<HTMLElement>('input')?.focus()
  }
}
