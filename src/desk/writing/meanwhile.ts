/** What others did to the story while it is open: a newer revision is brought in block by block, the rest is said in words. */
import type { Choice } from '../../copy/merge/settle-conflicts.ts'
import { button } from '../editor/element.ts'
import type { Autosave } from './autosave.ts'
import type { conflictBox, LabelledConflict } from './conflict-box.ts'
import { type Entry, readRevision } from './desk-calls.ts'
import { loadComparing } from './load-comparing.ts'
import type { Notices } from './notices.ts'
import { ShownConflicts } from './shown-conflicts.ts'
import type { StoryForm } from './story-form.ts'

const NEWER = 'newer revision'
const CONFLICTS = 'conflicts'

/** `onDisputed` hears what nobody has chosen yet, each time that changes. */
export type Parts = { form: StoryForm; notices: Notices; autosave: Autosave; by: string; onDisputed: (open: readonly LabelledConflict[]) => void }

export class Meanwhile {
  readonly #form: StoryForm
  readonly #notices: Notices
  readonly #autosave: Autosave
  readonly #by: string
  readonly #shown: ShownConflicts
  readonly #onDisputed: (open: readonly LabelledConflict[]) => void
  readonly #choices = new Map<string, Choice>()
  #entry: Entry | undefined
  #isUnsettled = false

  constructor({ form, notices, autosave, by, onDisputed }: Parts) {
    this.#form = form
    this.#notices = notices
    this.#autosave = autosave
    this.#by = by
    this.#shown = new ShownConflicts(form)
    this.#onDisputed = onDisputed
  }

  /** Both changed the same words, and nobody has chosen yet. */
  get isUnsettled() {
    return this.#isUnsettled
  }

  showUnsettled() {
    this.#shown.focusOpen()
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
    if (open.length > 0) return this.#ask(conflicts, theirs.revision, rules.conflictBox)
    this.#isUnsettled = false
    this.#onDisputed([])
    this.#shown.clear()
    this.#choices.clear()
    this.#form.base = theirs.revision
    this.#form.write(content, { undoable: false })
    this.#notices.remove(NEWER)
    this.#notices.show('brought', { text: `Revision ${theirs.revision} is brought into your text. Nothing is filed yet.`, isGood: true })
    void this.#autosave.flush()
  }

  #ask(conflicts: readonly LabelledConflict[], revision: number, makeBox: typeof conflictBox) {
    this.#isUnsettled = true
    this.#onDisputed(conflicts.filter(({ key }) => !this.#choices.has(key)))
    const by = this.#entry?.by ?? 'Somebody else'
    const elsewhere = this.#shown.show(conflicts, { by, makeBox, choices: this.#choices, choose: (key, choice) => this.#choose(key, choice) })
    this.#notices.remove(NEWER)
    this.#notices.show(NEWER, {
      text: `${by} filed revision ${revision}, and in ${conflicts.length === 1 ? 'one place' : `${conflicts.length} places`} you both changed the same words. Both versions are shown there. Choose which to keep; until then, your story can’t be filed or published.`,
      actions: [button('Show what to choose', () => this.#shown.focusOpen())],
      more: elsewhere,
    })
    this.#shown.focusOpen()
  }

  #choose(key: string, choice: Choice) {
    this.#choices.set(key, choice)
    void this.bringIn()
  }
}
