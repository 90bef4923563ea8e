/** Keeps what the press doesn't have yet in this browser: at every change, and when the page goes away. */
import { isEmptyContent } from '../story-content.ts'
import type { Autosave } from './autosave.ts'
import type { Kept, LocalCopies } from './local-copies.ts'
import type { StoryForm } from './story-form.ts'

const PAUSE_MS = 300

type Parts = { form: StoryForm; autosave: Autosave; copies: LocalCopies; by: string; onKept: (kept: Kept) => void }

export class KeepLocal {
  readonly #parts: Parts
  #timer: ReturnType<typeof setTimeout> | undefined
  /** Under which story's name the copy is, if there is one. */
  #story: string | undefined

  constructor(parts: Parts) {
    this.#parts = parts
    parts.form.onChange(() => {
      clearTimeout(this.#timer)
      this.#timer = setTimeout(() => void this.now(), PAUSE_MS)
    })
    addEventListener('pagehide', () => void this.now())
    document.addEventListener('visibilitychange', () => void (document.visibilityState === 'hidden' && this.now()))
  }

  async now() {
    clearTimeout(this.#timer)
    const { form, autosave, copies, by, onKept } = this.#parts
    if (!autosave.isDirty) return this.forget()
    const content = form.read()
    if (isEmptyContent(content) && form.base === 0) return this.forget()
    if (this.#story !== form.draftId) await this.forget()
    this.#story = form.draftId
    const draft = autosave.numberOf(content)
    onKept(await copies.keep({ by, story: form.draftId, tab: autosave.tab, base: form.base, at: Date.now(), draft, content }))
    // Saved meanwhile: the press has it.
    if (!autosave.isDirty) await this.forget()
  }

  /** The press has all of it. */
  async forget() {
    if (this.#story === undefined) return
    const { copies, by, autosave } = this.#parts
    await copies.remove({ by, story: this.#story, tab: autosave.tab })
    this.#story = undefined
  }
}
