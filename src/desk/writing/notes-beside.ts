/**
 * The newsroom's notes: open ones beside their block in the text, the others below it. They are written, answered, resolved and deleted there,
 * and the page stays. An asset of its own, loaded when the text is there.
 */
import { type BlockLook, findBlock } from '../../copy/block-anchor.ts'
import { excerptOf } from '../block-words.ts'
import type { NoteWish } from '../editor/edit-in-form.ts'
import { button, element } from '../editor/element.ts'
import { addNote, deleteNote, type Note, readNotes, resolveNote } from './note-calls.ts'
import { NoteComposer } from './note-composer.ts'
import { type NoteOrders, noteList } from './note-items.ts'
import type { Notices } from './notices.ts'
import type { StoryForm } from './story-form.ts'

const MATTER = 'notes'
const PAUSE_MS = 500

/** `block` -1: the whole story. `excerpt` is how the block began when somebody wanted to write about it. */
type Composing = { block: number; excerpt: string }
type Parts = { form: StoryForm; notices: Notices; by: string; announce: (text: string) => void }

export class NotesBeside {
  readonly #parts: Parts
  readonly #section = document.querySelector<HTMLElement>('#notes')
  readonly #composer: NoteComposer
  readonly #orders: NoteOrders
  #notes: readonly Note[] = []
  #composing: Composing | undefined
  #looks: readonly BlockLook[] = []
  #shown: HTMLElement[] = []
  #drawn = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(parts: Parts) {
    this.#parts = parts
    const { form } = parts
    const clock = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: form.element.dataset.zone || 'UTC' })
    this.#composer = new NoteComposer({ onSend: (text) => this.#send(text), onCancel: () => this.#stop() })
    this.#orders = {
      mayDelete: ({ by }) => by === parts.by || form.element.querySelector('button[value=publish]') !== null,
      resolve: (note) => void this.#done(resolveNote(form.slug, note.id, !note.resolved), note.resolved ? 'The note is open again.' : 'The note is resolved.'),
      remove: (note) => void this.#done(deleteNote(form.slug, note.id), 'The note is deleted.'),
      proposalAt: ({ id }) => `/desk/stories/${form.slug}/publish?note=${id}`,
      whenOf: (at) => clock.format(new Date(at)),
    }
    form.onChange(() => {
      clearTimeout(this.#timer)
      this.#timer = setTimeout(() => this.#putBack(), PAUSE_MS)
    })
    void this.read()
  }

  async read() {
    this.#notes = (await readNotes(this.#parts.form.slug)) ?? this.#notes
    this.#show()
  }

  write({ block, words }: NoteWish) {
    const { form } = this.#parts
    const blocks = form.editor?.blocks() ?? []
    const at = Math.min(block, blocks.length - 1)
    const noted = blocks[at]
    this.#composing = { block: at, excerpt: noted ? excerptOf(noted) : '' }
    this.#show()
    this.#composer.open(words ? `“${words}”: ` : '')
  }

  #stop() {
    const wasInText = (this.#composing?.block ?? -1) >= 0
    this.#composing = undefined
    this.#show()
    if (wasInText) this.#parts.form.editor?.focus()
    else this.#section?.querySelector('button')?.focus()
  }

  async #send(text: string): Promise<boolean> {
    const { block, excerpt } = this.#composing ?? { block: -1, excerpt: '' }
    const note = { text, ...(block >= 0 && { block, ...(excerpt && { excerpt }) }) }
    const isDone = await this.#done(addNote(this.#parts.form.slug, note), 'The note is saved.')
    if (isDone) this.#stop()
    return isDone
  }

  async #done(order: ReturnType<typeof addNote>, words: string): Promise<boolean> {
    const { notices, announce } = this.#parts
    const done = await order
    notices.remove(MATTER)
    if (!done.ok) notices.show(MATTER, { text: done.words })
    else {
      announce(words)
      await this.read()
    }
    return done.ok
  }

  /** What was taken out of the text with a block that somebody else's stands for now. */
  #putBack() {
    if (this.#shown.some((dom) => !dom.isConnected)) this.#show()
  }

  #show() {
    const held = document.activeElement instanceof HTMLElement && this.#composer.dom.contains(document.activeElement) ? document.activeElement : undefined
    this.#looks = (this.#parts.form.editor?.blocks() ?? []).map((block) => ({ excerpt: excerptOf(block), fingerprint: '' }))
    const places = this.#places()
    const open = [...places].filter(([block, notes]) => block >= 0 && notes.some(({ resolved }) => !resolved))
    const threads = open.map(([block, notes]) => ({ after: block, dom: this.#thread(block, notes) }))
    const composing = this.#composingAt()
    if (composing !== undefined && composing >= 0 && !threads.some(({ after }) => after === composing))
      threads.push({ after: composing, dom: this.#thread(composing, []) })
    this.#shown = threads.map(({ dom }) => dom)
    // Always drawn anew: what is written in moves from one to another.
    const drawn = ++this.#drawn
    this.#parts.form.editor?.beside(
      'notes',
      threads.map((thread) => ({ ...thread, key: `${drawn} ${thread.after}` })),
    )
    const inText = new Set(open.flatMap(([, notes]) => notes))
    this.#showBelow(
      this.#notes.filter((note) => !inText.has(note)),
      composing === -1,
    )
    held?.focus()
  }

  #thread(block: number, notes: readonly Note[]) {
    const isComposing = this.#composingAt() === block
    return element('div', { class: 'note-thread', attributes: { role: 'group', 'aria-label': 'Notes on the block above', lang: 'en', dir: 'ltr' } }, [
      ...(notes.length > 0 ? [noteList(notes, this.#orders)] : []),
      isComposing ? this.#composer.dom : button('Reply', () => this.write({ block, words: '' })),
    ])
  }

  #showBelow(notes: readonly Note[], isComposing: boolean) {
    const title = this.#section?.querySelector('h2')
    this.#section?.replaceChildren(
      ...(title ? [title] : []),
      ...(notes.length > 0 ? [noteList(notes, this.#orders, true)] : []),
      ...(isComposing ? [this.#composer.dom] : []),
      element('div', { class: 'buttons' }, [
        button('Add note', () => this.write({ block: this.#parts.form.editor?.currentBlock() ?? -1, words: '' }), { 'data-in-palette': '' }),
        button('Add note on the whole story', () => this.write({ block: -1, words: '' })),
      ]),
    )
  }

  /** By the number of their block as the text is now; -1 where they have none. */
  #places(): Map<number, Note[]> {
    const places = new Map<number, Note[]>()
    for (const note of this.#notes) {
      const at = note.excerpt === undefined ? -1 : (this.#find(note.block ?? 0, note.excerpt) ?? -1)
      places.set(at, [...(places.get(at) ?? []), note])
    }
    return places
  }

  #composingAt = () => this.#composing && (this.#composing.block < 0 ? -1 : (this.#find(this.#composing.block, this.#composing.excerpt) ?? -1))

  #find(block: number, excerpt: string): number | undefined {
    // A stored excerpt is Markdown: where its links lead isn't read.
    const words = excerpt.replace(/\]\([^)]*(?:\)|$)/g, ']')
    if (!/[\p{L}\p{N}]/u.test(words)) return block < this.#looks.length ? block : undefined
    return findBlock({ block, excerpt: words, fingerprint: 'asked' }, this.#looks)
  }
}
