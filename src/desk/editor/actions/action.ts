/** Something that can be done to the text, by a button, a menu or a key. */
import type { Command, EditorState } from 'prosemirror-state'

export type Action = {
  /** A verb, or the name of what the words become. */
  label: string
  /** What stands on a button instead of the label. */
  sign?: string
  /** Other words for it, to find it by. */
  words?: string
  /** As prosemirror-keymap writes it: `Mod-b`. */
  key?: string
  run: Command
  isOn?: (state: EditorState) => boolean
}

const isMac = () => /Mac|iP(?:hone|[oa]d)/.test(navigator.platform)

/** As people know it: `Ctrl+B`, `⌘B`. */
export function keyName(key: string): string {
  const parts = key.split('-').map((part) => (part.length === 1 ? part.toUpperCase() : part.replace(/^Arrow/, '')))
  if (isMac()) return parts.map((part) => MAC_SIGNS[part] ?? part).join('')
  return parts.map((part) => (part === 'Mod' ? 'Ctrl' : part)).join('+')
}

const MAC_SIGNS: Record<string, string> = { Mod: '⌘', Alt: '⌥', Shift: '⇧', Enter: '↩' }

/** `Mod-b` for `aria-keyshortcuts`: `Control+B` or `Meta+B`. */
export const ariaKey = (key: string) =>
  key
    .split('-')
    .map((part) => (part === 'Mod' ? (isMac() ? 'Meta' : 'Control') : part.length === 1 ? part.toUpperCase() : part))
    .join('+')
