/** Pictures that are chosen, dropped or pasted: uploaded, and put where they were meant to be, wherever that is by then. */
import { Plugin, PluginKey } from 'prosemirror-state'
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view'
import { element } from '../element.ts'
import { schema } from '../schema/schema.ts'
import { type UploadCard, uploadCard } from './upload-card.ts'

/** What a picture block needs but for its words. */
export type UploadedPicture = { src: string; width: number; height: number; alt?: string; caption?: string; credit?: string }
/** `onProgress` takes the share that is sent, from 0 to 1. Rejects with an error whose message is for people. */
export type UploadPicture = (file: File, onProgress: (share: number) => void, signal: AbortSignal) => Promise<UploadedPicture>

type Change = { add: Decoration } | { remove: string }
const KEY = new PluginKey<DecorationSet>('uploads')

export class Uploads {
  readonly plugin: Plugin
  readonly #upload: UploadPicture
  readonly #announce: (text: string) => void
  readonly #running = new Map<string, AbortController>()
  #count = 0

  constructor(upload: UploadPicture, announce: (text: string) => void) {
    this.#upload = upload
    this.#announce = announce
    this.plugin = uploadsPlugin()
  }

  /** At a place in the document, or else at the selection. */
  add(view: EditorView, files: readonly File[], position = view.state.selection.from) {
    for (const file of files) this.#start(view, file, position)
  }

  /** Asks for files. */
  choose(view: EditorView) {
    const input = element('input', { attributes: { type: 'file', accept: 'image/*', multiple: '' } })
    input.addEventListener('change', () => this.add(view, [...(input.files ?? [])]))
    input.click()
  }

  get isRunning() {
    return this.#running.size > 0
  }

  abortAll() {
    for (const running of this.#running.values()) running.abort()
  }

  #start(view: EditorView, file: File, position: number) {
    const id = `upload-${++this.#count}`
    const card = uploadCard(file.name || 'picture', {
      cancel: () => {
        this.#running.get(id)?.abort()
        change(view, { remove: id })
        view.focus()
      },
      retry: () => this.#send(view, id, file, card),
    })
    const at = boundaryAt(view, position)
    change(view, { add: Decoration.widget(at, card.dom, { id, side: -1, key: id, stopEvent: () => true, ignoreSelection: true }) })
    this.#send(view, id, file, card)
  }

  async #send(view: EditorView, id: string, file: File, card: UploadCard) {
    const running = new AbortController()
    this.#running.set(id, running)
    card.showProgress(0)
    this.#announce(`Uploading ${file.name}.`)
    try {
      const picture = await this.#upload(file, card.showProgress, running.signal)
      if (!running.signal.aborted) this.#finish(view, id, picture)
    } catch (error) {
      if (running.signal.aborted) return
      const reason = error instanceof Error && error.message ? error.message : 'Try again.'
      card.showFailure(reason)
      this.#announce(`${file.name} wasn’t uploaded. ${reason}`)
    } finally {
      this.#running.delete(id)
    }
  }

  /** Its alt text is undecided: that is for whoever put it there. */
  #finish(view: EditorView, id: string, picture: UploadedPicture) {
    const at = view.isDestroyed ? undefined : placeOf(view, id)
    if (at === undefined) return
    const tr = view.state.tr.setMeta(KEY, { remove: id } satisfies Change)
    tr.insert(at, schema.nodes.picture.create({ picture: { ...picture, alt: picture.alt ?? '' } }))
    if (!tr.doc.nodeAt(at + 1)) tr.insert(at + 1, schema.nodes.paragraph.create())
    view.dispatch(tr)
    this.#announce('The picture is uploaded. Describe it in its alt text.')
  }
}

const change = (view: EditorView, change: Change) => view.dispatch(view.state.tr.setMeta(KEY, change).setMeta('addToHistory', false))

const placeOf = (view: EditorView, id: string) => KEY.getState(view.state)?.find(undefined, undefined, (spec) => spec.id === id)[0]?.from

/** Before an empty paragraph, and after any other block. */
function boundaryAt({ state }: EditorView, position: number): number {
  const $position = state.doc.resolve(Math.min(position, state.doc.content.size))
  if ($position.depth === 0) return $position.pos
  const isEmpty = $position.depth === 1 && $position.parent.content.size === 0
  return isEmpty ? $position.before(1) : $position.after(1)
}

const uploadsPlugin = () =>
  new Plugin<DecorationSet>({
    key: KEY,
    state: {
      init: () => DecorationSet.empty,
      apply(tr, set) {
        const mapped = set.map(tr.mapping, tr.doc)
        const change: Change | undefined = tr.getMeta(KEY)
        if (!change) return mapped
        if ('add' in change) return mapped.add(tr.doc, [change.add])
        return mapped.remove(mapped.find(undefined, undefined, (spec) => spec.id === change.remove))
      },
    },
    props: { decorations: (state) => KEY.getState(state) },
  })
