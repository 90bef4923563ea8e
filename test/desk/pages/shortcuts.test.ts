import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../../scripts/run-node.ts'
import { SHORTCUTS } from '../../../src/desk/pages/help/shortcuts.ts'

/** Read and not imported: the editor is for browsers. */
const EDITOR = ['actions/note-action.ts', 'actions/text-actions.ts', 'actions/table-actions.ts', 'late/late-actions.ts']

/** `Shift-Mod-z` as the page writes it: `Ctrl+Shift+Z`. */
function pageKeys(key: string) {
  const parts = key
    .replaceAll('\\\\', '\\')
    .split('-')
    .map((part) => (part === 'Mod' ? 'Ctrl' : part.length === 1 ? part.toUpperCase() : part.replace('Arrow', '')))
  const order = ['Ctrl', 'Alt', 'Shift']
  return [...order.filter((name) => parts.includes(name)), ...parts.filter((part) => !order.includes(part))].join('+')
}

/** Each `key: '…'` with the label that was written last before it. */
function keysIn(file: string) {
  const text = readFileSync(join(root, 'src/desk/editor', file), 'utf8')
  return [...text.matchAll(/key: '([^']+)'/g)].map(({ 1: key = '', index }) => {
    const labels = [...text.slice(0, index).matchAll(/(?:label: |block\(|list\(|mark\()'([^']+)'/g)]
    return `${pageKeys(key)}: ${labels.at(-1)?.[1]}`
  })
}

test('the keyboard help has every key of the text, under the name that its button has', () => {
  const shown = SHORTCUTS.flatMap(({ shortcuts }) => shortcuts.map(({ keys, does }) => `${keys}: ${does.replace(/ \(.*/, '')}`))
  const obeyed = EDITOR.flatMap(keysIn)
  expect(obeyed.length).toBeGreaterThan(20)
  expect(obeyed.filter((line) => !shown.includes(line))).toEqual(['Ctrl+/: Keyboard help'])
})
