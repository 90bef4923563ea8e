/** What is done with what was pasted or dropped, and what is copied. */
import type { Node, Slice } from 'prosemirror-model'
import type { Transaction } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import type { Body } from '../blocks/body.ts'
import { nodeFrom } from '../blocks/nodes-from.ts'
import { isInList } from '../lists/list-commands.ts'
import { schema } from '../schema/schema.ts'
import { tableOf } from '../tables/grid.ts'
import { clearCells } from '../tables/table-commands.ts'
import type { Uploads } from '../uploads/uploads.ts'
import { withOwnFootnoteIds } from './footnote-ids.ts'
import { InlinePictures } from './inline-pictures.ts'
import { insertBlocks } from './insert-blocks.ts'
import { loadRules } from './load-rules.ts'
import { readOwnClipboard, writeClipboard } from './own-clipboard.ts'
import type { Pasted } from './pasted.ts'
import { isWebAddress } from './web-address.ts'

type ClipboardTools = { body: Body; uploads: Uploads; tell: (text: string) => void }

/** HTML of more characters would hold up whoever pastes it; an article in Word has a tenth of it, without its pictures. */
const MAX_HTML = 2_000_000
/** Of JSON, as large as a story may be. */
const MAX_BODY = 1_900_000
/** A body's, in copy/shapes/block.ts. */
const MAX_BLOCKS = 2000

export class Clipboard {
  readonly #tools: ClipboardTools
  /** Tells what was copied in this editor from what comes from another. */
  readonly #editor = String(Math.random())

  constructor(tools: ClipboardTools) {
    this.#tools = tools
  }

  write(view: EditorView, data: DataTransfer) {
    writeClipboard(view, data, this.#editor, this.#tools.body)
  }

  take(view: EditorView, { own: written, html, text, files, isPlain }: Pasted) {
    const own = isPlain ? undefined : readOwnClipboard(written, this.#editor)
    const pictures = files.filter(isPicture)
    if (own) this.#insertOwn(view, own)
    else if (isWebAddress(text) && linkWords(view, text.trim())) return
    // Word puts a picture of the text beside the text.
    else if (pictures.length > 0 && !/[\p{L}\p{N}]/u.test(text)) {
      this.#tools.uploads.add(view, pictures)
      if (pictures.length < files.length)
        this.#tools.tell(`Only pictures can be put into the text. Left out: ${namesOf(files.filter((file) => !isPicture(file)))}.`)
    } else if (files.length > 0 && html + text === '') this.#tools.tell('Only pictures can be put into the text.')
    else this.#insertForeign(view, html, text, isPlain).catch((error: unknown) => this.#fail(error))
  }

  /** Whoever pastes is told, and the fault is one. */
  #fail(error: unknown) {
    this.#tools.tell('This couldn’t be pasted. Try it as plain text: with Shift held down as well.')
    reportError(error)
  }

  #insertOwn(view: EditorView, slice: Slice) {
    clearCells(view.state, view.dispatch)
    const { state } = view
    const isInline = slice.content.childCount === 1 && slice.content.firstChild?.isTextblock && slice.openStart > 0 && slice.openEnd > 0
    const isNarrow = isInList(state) || tableOf(state) || state.selection.$from.parent.type.spec.code
    const tr = isNarrow && !isInline ? insertBlocks(state, slice.content.content.map(asWhole)) : state.tr.replaceSelection(slice).scrollIntoView()
    insert(view, tr)
  }

  async #insertForeign(view: EditorView, html: string, text: string, isPlain: boolean) {
    const pictures = new InlinePictures(html)
    const rules = await loadRules().catch(() => undefined)
    if (!rules) return this.#tools.tell('Pasting needs a connection. Try again when you’re online.')
    if (view.isDestroyed) return
    clearCells(view.state, view.dispatch)
    if (view.state.selection.$from.parent.type.spec.code) return insert(view, view.state.tr.insertText(text.replace(/\r\n?/g, '\n')).scrollIntoView())
    const isTooLong = pictures.html.length > MAX_HTML
    const { blocks, notes } = rules.readClipboard({ html: pictures.html, text, isPlain: isPlain || isTooLong })
    const told = [...notes, ...damagedWords(pictures.damaged)]
    const present = this.#tools.body.blocksOf(view.state.doc)
    if (blocks.reduce((sum, block) => sum + JSON.stringify(block).length, 0) > MAX_BODY)
      return this.#tools.tell('This is too long for a story, which can have up to 1.9 MB. Nothing was pasted. Paste a part of it.')
    if (blocks.length + present.length > MAX_BLOCKS)
      return this.#tools.tell(`This is too long: a story can have up to ${MAX_BLOCKS.toLocaleString('en')} blocks. Paste a part of it.`)
    insert(
      view,
      insertBlocks(
        view.state,
        withOwnFootnoteIds(blocks, present).map((block) => nodeFrom(block)),
      ),
    )
    pictures.upload(view, this.#tools.uploads)
    if (blocks.length === 0) this.#tools.tell('There was nothing to paste.')
    else if (isTooLong) this.#tools.tell('This was too long to read with its formatting, so it was pasted as plain text.')
    else if (told.length > 0) this.#tools.tell(told.join(' '))
  }
}

const damagedWords = (count: number) =>
  count === 0
    ? []
    : [
        `${count === 1 ? 'A picture' : `${count} pictures`} in it can’t be read, and ${count === 1 ? 'was' : 'were'} left out. Save it as a file and drop that here.`,
      ]

/** Some systems don’t know the type of a phone’s photos: their upload says what they are. */
const isPicture = ({ type, name }: File) => type.startsWith('image/') || (type === '' && /\.(?:hei[cf]|avif|webp|jpe?g|png|gif)$/i.test(name))
const namesOf = (files: readonly File[]) => files.map(({ name }) => name || 'a file').join(', ')

function insert(view: EditorView, tr: Transaction | undefined) {
  if (tr) view.dispatch(tr.setMeta('paste', true).setMeta('uiEvent', 'paste'))
}

/** A list or a table that was copied in part is read anew, so that it is whole. */
const asWhole = (node: Node) => (node.type === schema.nodes.list ? schema.nodes.list.create({ ...node.attrs, origin: null }, node.content) : node)

/** An address that is pasted over words becomes their link. */
function linkWords(view: EditorView, href: string): boolean {
  const { from, to, empty, $from, $to } = view.state.selection
  if (empty || !$from.sameParent($to) || !$from.parent.type.allowsMarkType(schema.marks.a)) return false
  view.dispatch(view.state.tr.removeMark(from, to, schema.marks.a).addMark(from, to, schema.marks.a.create({ href })))
  return true
}
