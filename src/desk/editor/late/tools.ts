/** The tools that are loaded after the text: see load-tools.ts. */
import { dropCursor } from 'prosemirror-dropcursor'
import { gapCursor } from 'prosemirror-gapcursor'
import { undoInputRule } from 'prosemirror-inputrules'
import { keymap } from 'prosemirror-keymap'
import { search } from 'prosemirror-search'
import type { Plugin } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import type { Action } from '../actions/action.ts'
import type { Body } from '../blocks/body.ts'
import type { BodyOptions } from '../body-editor.ts'
import { DRAWING_CARD } from '../cards/drawing-card.ts'
import { setLateCards } from '../cards/late-cards.ts'
import { SCOREBOARD_CARD } from '../cards/scoreboard-card.ts'
import { typingRules } from '../keys/input-rules.ts'
import { openDetailPanel } from '../panels/detail-panel.ts'
import { FindBar } from '../panels/find-bar.ts'
import { heldSelection } from '../panels/held-selection.ts'
import { openKeyHelp } from '../panels/key-help.ts'
import { openLinkPanel } from '../panels/link-panel.ts'
import type { Notices } from '../panels/notices.ts'
import { openReadingPanel } from '../panels/reading-panel.ts'
import { slashMenu } from '../panels/slash-menu.ts'
import { Clipboard } from '../paste/clipboard.ts'
import { type Beside, besideBlocks, showBeside } from '../underlines/beside.ts'
import { openFinding, openNextFound } from '../underlines/finding-panel.ts'
import { mendPlace } from '../underlines/mend.ts'
import { showPlace, type TextRange } from '../underlines/show-place.ts'
import { showUnderlines, type Underline, underlines } from '../underlines/underlines.ts'
import { Uploads } from '../uploads/uploads.ts'

setLateCards({ drawing: DRAWING_CARD, scoreboard: SCOREBOARD_CARD })

export type ToolsParts = {
  view: EditorView
  /** Where panels and menus are put. */
  holder: HTMLElement
  findPlace: HTMLElement
  notices: Notices
  body: Body
  options: BodyOptions
  /** All that has a key, for its help. */
  actions: readonly Action[]
  /** What the slash menu offers. */
  choices: readonly Action[]
}

export type Tools = ReturnType<typeof makeTools>

export function makeTools({ view, holder, findPlace, notices, body, options, actions, choices }: ToolsParts) {
  const { announce, uploadPicture } = options
  const uploads = new Uploads(uploadPicture, announce)
  const clipboard = new Clipboard({ body, uploads, tell: (text) => notices.show(text) })
  const find = new FindBar(view, findPlace)
  const open = (panel: (view: EditorView, holder: HTMLElement) => void) => () => panel(view, holder)
  const plugins: Plugin[] = [
    slashMenu(choices, holder, announce),
    typingRules(options.lang ?? 'en'),
    keymap({ Backspace: undoInputRule }),
    uploads.plugin,
    besideBlocks(),
    underlines((found) => openFinding(view, holder, found)),
    search(),
    heldSelection(),
    dropCursor({ class: 'drop-cursor', color: false, width: 2 }),
    gapCursor(),
  ]
  return {
    view,
    plugins,
    clipboard,
    uploads,
    find,
    openLink: open(openLinkPanel),
    openReading: open(openReadingPanel),
    openDetail: (tag: Parameters<typeof openDetailPanel>[2]) => openDetailPanel(view, holder, tag),
    openKeyHelp: () => openKeyHelp(view, holder, actions),
    openNextFound: () => openNextFound(view, holder),
    underline: (found: readonly Underline[]) => showUnderlines(view, body, options.where ?? '/body', found),
    beside: (kind: string, placed: readonly Beside[]) => showBeside(view, body, kind, placed),
    mend: (where: string, range: TextRange, fix: string) => mendPlace(view, body, { where: where.slice((options.where ?? '/body').length), range, fix }),
    show: (where: string, range?: TextRange) => showPlace(view, body, where.slice((options.where ?? '/body').length), range),
  }
}
