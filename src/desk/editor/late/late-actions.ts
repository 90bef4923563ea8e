/** Actions that open something: there at once as buttons and keys, carried out when the tools are loaded. */
import type { Command, EditorState } from 'prosemirror-state'
import type { Action } from '../actions/action.ts'
import { canTakeMark, hasMark } from '../actions/inline-marks.ts'
import type { MarkTag } from '../schema/marks.ts'
import { schema } from '../schema/schema.ts'
import type { LateTools } from './load-tools.ts'
import type { Tools } from './tools.ts'

type Can = (state: EditorState) => boolean

export function lateActions(late: () => LateTools) {
  const when =
    (can: Can, open: (tools: Tools) => void): Command =>
    (state, dispatch) => {
      if (!can(state)) return false
      if (dispatch) void late().use(open)
      return true
    }
  const always = (open: (tools: Tools) => void) => when(() => true, open)
  const detail = (label: string, tag: 'abbr' | 'time' | 'i'): Action => ({ label, run: when(canDetail(tag), ({ openDetail }) => openDetail(tag)) })
  return {
    link: {
      label: 'Link',
      sign: 'Link',
      key: 'Mod-k',
      isOn: (state) => hasMark(state, 'a'),
      run: when(canLink, ({ openLink }) => openLink()),
    } satisfies Action,
    find: { label: 'Find and replace', sign: 'Find', key: 'Mod-f', run: always(({ find }) => find.open()) } satisfies Action,
    help: { label: 'Keyboard help', sign: '?', key: 'Mod-/', run: always(({ openKeyHelp }) => openKeyHelp()) } satisfies Action,
    nextFound: { label: 'Next underlined words', key: 'Mod-;', run: always(({ openNextFound }) => openNextFound()) } satisfies Action,
    picture: { label: 'Picture', words: 'photo image upload', run: always(({ uploads, view }) => uploads.choose(view)) } satisfies Action,
    details: [
      detail('Abbreviation…', 'abbr'),
      detail('Date or time…', 'time'),
      detail('Foreign words…', 'i'),
      { label: 'Reading above words…', run: when(canRead, ({ openReading }) => openReading()) },
    ] satisfies Action[],
  }
}

const canLink: Can = (state) => canTakeMark(state, schema.marks.a)

/** Words must be selected, unless the selection is in what can be changed. */
const canDetail =
  (tag: MarkTag): Can =>
  (state) =>
    canTakeMark(state, schema.marks[tag]) && (!state.selection.empty || hasMark(state, tag))

const canRead: Can = ({ selection }) => !selection.empty && selection.$from.parent.inlineContent && selection.$from.sameParent(selection.$to)
