/** What two people wrote in the same place, side by side, with a choice for each. */
import type { Choice } from '../../copy/merge/settle-conflicts.ts'
import { button, element, newId } from '../editor/element.ts'
import type { LabelledConflict } from './comparing.ts'

type Options = { by: string; jumpTo: (block: number) => void; onSettled: (choices: Map<string, Choice>) => void }

/** No form of its own: it stands in the story's. Its radio buttons have no names that are sent. */
export function conflictsPanel(conflicts: readonly LabelledConflict[], { by, jumpTo, onSettled }: Options): HTMLElement {
  const choices = new Map<string, Choice>()
  const done = button('Put it in like this', () => onSettled(choices), { class: '' })
  done.disabled = true
  const choose = (key: string, choice: Choice) => {
    choices.set(key, choice)
    done.disabled = choices.size < conflicts.length
  }
  return element('div', { class: 'conflicts' }, [
    ...conflicts.map((conflict) => conflictField(conflict, by, (choice) => choose(conflict.key, choice), jumpTo)),
    element('div', { class: 'buttons' }, [done]),
  ])
}

function conflictField(conflict: LabelledConflict, by: string, choose: (choice: Choice) => void, jumpTo: (block: number) => void) {
  const { label, mine, theirs, isOfBlocks, block } = conflict
  const group = newId('conflict')
  const version = (choice: Choice, name: string, text: string) =>
    element('div', { class: 'version' }, [
      radio(group, choice, name, choose),
      element('p', { class: 'version-text', text: text || 'Removed', attributes: { dir: 'auto' } }),
    ])
  return element('fieldset', { class: 'conflict' }, [
    element('legend', { text: label }),
    element('div', { class: 'versions' }, [version('mine', 'Yours', mine), version('theirs', `${by}’s`, theirs)]),
    ...(isOfBlocks ? [radio(group, 'both', 'Both, yours first', choose)] : []),
    ...(block === undefined ? [] : [button('Show its place', () => jumpTo(block))]),
  ])
}

function radio(group: string, choice: Choice, label: string, choose: (choice: Choice) => void) {
  const id = `${group}-${choice}`
  // `form=""` keeps it out of the story's form, and with it out of what is sent.
  const input = element('input', { attributes: { type: 'radio', id, name: group, value: choice, form: '' }, on: { change: () => choose(choice) } })
  return element('div', { class: 'choice' }, [input, element('label', { text: label, attributes: { for: id } })])
}
