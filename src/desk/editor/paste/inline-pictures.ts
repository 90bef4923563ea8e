/** Pictures that come within the HTML itself (`data:`), as mail and Google Docs write them: uploaded like any other. */
import type { EditorView } from 'prosemirror-view'
import { schema } from '../schema/schema.ts'
import type { Uploads } from '../uploads/uploads.ts'

const PLACEHOLDER = 'https://pasted-picture.invalid/'
const DATA_ADDRESS = /(["'])data:(image\/[\w+.-]+);base64,([A-Za-z\d+/=\s]+)\1/g

export class InlinePictures {
  /** With an address that stands for each picture. */
  readonly html: string
  /** How many can't be read. */
  damaged = 0
  readonly #files: File[] = []

  constructor(html: string) {
    this.html = html.replace(DATA_ADDRESS, (_, quote: string, type: string, data: string) => {
      const file = fileFrom(type, data)
      if (!file) this.damaged++
      return file ? `${quote}${PLACEHOLDER}${this.#files.push(file) - 1}${quote}` : quote + quote
    })
  }

  /** Puts an upload in the place of each picture that stands for one. */
  upload(view: EditorView, uploads: Uploads) {
    if (this.#files.length === 0) return
    const places: { at: number; file: File }[] = []
    view.state.doc.forEach((node, at) => {
      const file = node.type === schema.nodes.picture ? this.#files[indexIn(node.attrs.picture.src)] : undefined
      if (file) places.push({ at, file })
    })
    for (const { at, file } of places.toReversed()) {
      const { tr } = view.state
      view.dispatch(tr.doc.childCount === 1 ? tr.replaceWith(at, at + 1, schema.nodes.paragraph.create()) : tr.delete(at, at + 1))
      uploads.add(view, [file], at)
    }
  }
}

const indexIn = (src: unknown) => (typeof src === 'string' && src.startsWith(PLACEHOLDER) ? Number(src.slice(PLACEHOLDER.length)) : -1)

function fileFrom(type: string, data: string): File | undefined {
  try {
    const bytes = Uint8Array.from(atob(data.replace(/\s/g, '')), (character) => character.charCodeAt(0))
    return new File([bytes], `pasted.${type.slice('image/'.length).replace('jpeg', 'jpg')}`, { type })
  } catch {
    // No Base64: cut off on its way, as by a program that copies up to a limit.
    return undefined
  }
}
