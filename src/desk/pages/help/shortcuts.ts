/** All keys that do something at the desk. A test compares those of the text with what the editor itself obeys. */

export type Shortcut = { keys: string; does: string }
export type ShortcutGroup = { title: string; shortcuts: readonly Shortcut[] }

const row = (keys: string, does: string): Shortcut => ({ keys, does })

/** Written for Windows and Linux; the page says what a Mac has instead. */
export const SHORTCUTS: readonly ShortcutGroup[] = [
  {
    title: 'Everywhere',
    shortcuts: [
      row('Ctrl+K', 'Go to any area, find a story by its words, or start a new story'),
      row('?', 'Open this page (outside text fields)'),
      row('Escape', 'Close what is open'),
    ],
  },
  {
    title: 'In a story: writing',
    shortcuts: [
      row('Ctrl+Z', 'Undo'),
      row('Ctrl+Shift+Z', 'Redo (Ctrl+Y does the same)'),
      row('Ctrl+F', 'Find and replace'),
      row('Ctrl+;', 'Next underlined words'),
      row('Ctrl+Alt+M', 'Add note'),
      row('/', 'Insert something, at the beginning of a paragraph'),
      row('Shift+Enter', 'New line in the same paragraph'),
      row('Alt+Shift+Up', 'Move the block up'),
      row('Alt+Shift+Down', 'Move the block down'),
      row('Ctrl+/', 'Show these keys beside the text'),
    ],
  },
  {
    title: 'In a story: formatting',
    shortcuts: [
      row('Ctrl+B', 'Bold'),
      row('Ctrl+I', 'Italic'),
      row('Ctrl+U', 'Underlined'),
      row('Ctrl+Shift+X', 'Struck through'),
      row('Ctrl+K', 'Link'),
      row('Ctrl+E', 'Code in a line'),
      row('Ctrl+.', 'Superscript'),
      row('Ctrl+,', 'Subscript'),
      row('Ctrl+\\', 'Clear formatting'),
      row('Ctrl+Alt+0', 'Paragraph'),
      row('Ctrl+Alt+2', 'Heading'),
      row('Ctrl+Alt+3', 'Smaller heading'),
      row('Ctrl+Alt+4', 'Smallest heading'),
      row('Ctrl+Alt+Q', 'Quote'),
      row('Ctrl+Shift+8', 'Bulleted list'),
      row('Ctrl+Shift+7', 'Numbered list'),
    ],
  },
  {
    title: 'In a story: lists and tables',
    shortcuts: [
      row('Tab', 'In a list: one level deeper. In a table: next cell'),
      row('Shift+Tab', 'In a list: one level back. In a table: previous cell'),
      row('Ctrl+Enter', 'Leave a table or code'),
      row('Ctrl+Alt+Up', 'Row above'),
      row('Ctrl+Alt+Down', 'Row below'),
      row('Ctrl+Alt+Left', 'Column before'),
      row('Ctrl+Alt+Right', 'Column after'),
      row('Ctrl+Alt+Backspace', 'Remove row'),
      row('Ctrl+Alt+Delete', 'Remove column'),
    ],
  },
  {
    title: 'In a story: moving around',
    shortcuts: [
      row('F6', 'From the text to the toolbar'),
      row('Escape, then Tab', 'Leave the text (with Shift: backwards)'),
      row('Enter', 'On a selected picture or other card: go to its fields. Escape leads back'),
    ],
  },
  {
    title: 'At the live desk',
    shortcuts: [row('Ctrl+Enter', 'Publish the update, or send it to the editors'), row('Alt+A', 'Approve the update that has waited longest')],
  },
]
