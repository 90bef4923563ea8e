/** The parts of the editor, put together. */
import { EditorState, type Transaction } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import type { BlockInput } from '../../copy/shapes/block.ts'
import type { Action } from './actions/action.ts'
import { INSERTS } from './actions/insert-actions.ts'
import { noteAction } from './actions/note-action.ts'
import { TABLE_ACTIONS } from './actions/table-actions.ts'
import { BLOCK_ACTIONS, BULLETS, NUMBERS, PARAGRAPH, REDO, TEXT_ACTIONS, UNDO } from './actions/text-actions.ts'
import { Body } from './blocks/body.ts'
import { changesTo } from './blocks/changes-to.ts'
import type { BodyEditor, BodyOptions } from './body-editor.ts'
import { NODE_VIEWS } from './cards/node-views.ts'
import { element, newId } from './element.ts'
import { lateActions } from './late/late-actions.ts'
import { LateTools } from './late/load-tools.ts'
import { Notices } from './panels/notices.ts'
import { StatusLine, wordCount } from './panels/status-line.ts'
import { pluginsOf } from './plugins.ts'
import { toolbar } from './toolbar/toolbar.ts'
import type { Beside } from './underlines/beside.ts'
import type { Underline } from './underlines/underlines.ts'

export class EditorFrame implements BodyEditor {
  readonly #body = new Body()
  readonly #options: BodyOptions
  readonly #dom: HTMLElement
  readonly #view: EditorView
  readonly #late: LateTools
  readonly #status = new StatusLine()
  readonly #notices = new Notices()
  readonly #tools: ReturnType<typeof toolbar>

  constructor(place: HTMLElement, blocks: readonly BlockInput[], options: BodyOptions) {
    this.#options = options
    const opened = lateActions(() => this.#late)
    const note = options.onNote && noteAction(this.#body, options.onNote)
    const inserts = [opened.picture, ...INSERTS]
    const actions: Action[] = [...TEXT_ACTIONS, opened.link, ...TABLE_ACTIONS, UNDO, REDO, opened.find, opened.nextFound, ...(note ? [note] : []), opened.help]
    const choices = [...inserts, ...(note ? [note] : []), ...BLOCK_ACTIONS.filter((action) => action !== PARAGRAPH), BULLETS, NUMBERS]
    this.#tools = toolbar(() => this.#view, inserts, { ...opened, note })
    const [before, after, findPlace, text] = [edge(), edge(), element('div'), element('div', { class: 'body-text' })]
    const leave = element('p', { class: 'unseen', text: 'Press Escape, then Tab to leave the text.', attributes: { id: newId('leave') } })
    this.#dom = element('div', { class: 'body-editor' }, [this.#tools.dom, findPlace, this.#notices.dom, before, text, after, leave, this.#status.dom])
    place.append(this.#dom)
    const plugins = pluginsOf({ body: this.#body, options, late: () => this.#late, actions, before, after, toolbar: this.#tools.dom })
    this.#view = new EditorView(text, {
      state: EditorState.create({ doc: this.#body.documentFrom(blocks), plugins }),
      nodeViews: NODE_VIEWS,
      attributes: attributesFrom(options, leave.id),
      dispatchTransaction: (tr) => this.#apply(tr),
    })
    this.#late = new LateTools(() => this.#view, { holder: this.#dom, findPlace, notices: this.#notices, body: this.#body, options, actions, choices })
    this.#tools.update(this.#view)
    this.#countWords()
    setTimeout(() => void this.#late.load())
  }

  blocks = () => this.#body.blocksOf(this.#view.state.doc)

  setBlocks(blocks: readonly BlockInput[], { undoable = true } = {}) {
    const tr = changesTo(this.#view.state, this.#body, blocks)
    if (tr) this.#view.dispatch(undoable ? tr : tr.setMeta('addToHistory', false))
  }

  isUploading = () => this.#late.now?.uploads.isRunning ?? false

  focus = () => this.#view.focus()

  destroy() {
    this.#late.now?.uploads.abortAll()
    this.#status.destroy()
    this.#view.destroy()
    this.#dom.remove()
  }

  wordCount = () => wordCount(this.#body.knownBlocksOf(this.#view.state.doc))

  underline = (found: readonly Underline[]) => void this.#late.use((tools) => tools.underline(found))

  beside = (kind: string, placed: readonly Beside[]) => void this.#late.use((tools) => tools.beside(kind, placed))

  mend = (where: string, range: { from: number; to: number }, fix: string) => void this.#late.use((tools) => tools.mend(where, range, fix))

  jumpTo = (place: number | string, range?: { from: number; to: number }) => {
    const where = typeof place === 'number' ? `${this.#options.where ?? '/body'}/${place}` : place
    void this.#late.use((tools) => tools.show(where, range))
  }

  currentBlock = () => this.#body.indexAt(this.#view.state.doc, this.#view.state.selection.from)

  #apply(tr: Transaction) {
    this.#view.updateState(this.#view.state.apply(tr))
    this.#tools.update(this.#view)
    this.#late.now?.find.update()
    if (!tr.docChanged) return
    this.#options.onChange(this.blocks())
    this.#countWords()
  }

  #countWords() {
    this.#status.update(() => this.#body.knownBlocksOf(this.#view.state.doc))
  }
}

const edge = () => element('span', { attributes: { tabindex: '-1' } })

function attributesFrom({ label = 'Text of the story', lang, dir = 'auto', describedBy }: BodyOptions, leaveId: string) {
  return {
    role: 'textbox',
    'aria-multiline': 'true',
    'aria-label': label,
    'aria-describedby': describedBy ? `${describedBy} ${leaveId}` : leaveId,
    class: 'text',
    spellcheck: 'true',
    dir,
    ...(lang && { lang }),
  }
}
