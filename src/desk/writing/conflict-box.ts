/** What two people wrote in the same place: both versions side by side, where they stand, with a choice. */
import type { Choice } from '../../copy/merge/settle-conflicts.ts'
import { button, element } from '../editor/element.ts'

/** `field`: of the form. `after`: the block of mine, by its number, after which a conflict in the text stands; -1 at the beginning. */
export type LabelledConflict = { key: string; label: string; field: string; mine: string; theirs: string; isOfBlocks: boolean; after?: number | undefined }

type Options = { by: string; chosen: Choice | undefined; choose: (choice: Choice) => void }

export function conflictBox({ label, mine, theirs, isOfBlocks }: LabelledConflict, { by, chosen, choose }: Options): HTMLElement {
  const choices: readonly (readonly [Choice, string])[] = [
    ['mine', 'Keep mine'],
    ['theirs', 'Keep theirs'],
    ...(isOfBlocks ? [['both', 'Keep both'] as const] : []),
  ]
  const buttons = choices.map(([choice, words]) => button(words, () => choose(choice), { 'aria-pressed': String(choice === chosen) }))
  return element('div', { class: 'conflict', attributes: { role: 'group', 'aria-label': `${label}: both of you changed this`, lang: 'en', dir: 'ltr' } }, [
    element('p', { class: 'conflict-title', text: 'You both changed this' }),
    element('div', { class: 'versions' }, [version('Yours', mine), version(`${by}’s`, theirs)]),
    element('div', { class: 'buttons' }, buttons),
  ])
}

const version = (whose: string, text: string) =>
  element('div', { class: 'version' }, [
    element('p', { class: 'hint', text: whose }),
    element('p', { class: 'version-text', text: text || 'Removed', attributes: { dir: 'auto' } }),
  ])
