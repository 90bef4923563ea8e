import { expect, test } from 'vitest'
import * as tableActions from '../../../src/desk/editor/actions/table-actions.ts'
import * as textActions from '../../../src/desk/editor/actions/text-actions.ts'
import { lateActions } from '../../../src/desk/editor/late/late-actions.ts'
import { SHORTCUTS } from '../../../src/desk/pages/help/shortcuts.ts'

const shown = new Set(SHORTCUTS.flatMap(({ shortcuts }) => shortcuts.map(({ keys, does }) => `${keys}: ${does}`)))

/** `Shift-Mod-z` as the page writes it: `Ctrl+Shift+Z`. */
const pageKeys = (key: string) => {
  const parts = key.split('-').map((part) => (part === 'Mod' ? 'Ctrl' : part.length === 1 ? part.toUpperCase() : part.replace('Arrow', '')))
  const order = ['Ctrl', 'Alt', 'Shift']
  return [...order.filter((name) => parts.includes(name)), ...parts.filter((part) => !order.includes(part))].join('+')
}

type Keyed = { label: string; key?: string | undefined }
const keyed = (value: unknown): Keyed[] => {
  if (Array.isArray(value)) return value.flatMap(keyed)
  return value && typeof value === 'object' && 'label' in value && 'key' in value ? [value as Keyed] : []
}

test('the keyboard help has every key of the text, under the name that its button has', () => {
  const late = lateActions(() => {
    throw new Error('nothing is carried out here')
  })
  const actions = [...Object.values(textActions), ...Object.values(tableActions), ...Object.values(late)].flatMap(keyed)
  expect(actions.length).toBeGreaterThan(20)
  const known = [...shown].map((line) => line.replace(/ \(.*/, ''))
  for (const { key, label } of actions) {
    if (!key || label === 'Keyboard help') continue
    expect(known).toContain(`${pageKeys(key)}: ${label}`)
  }
})
