/** Notes as a list, each with what can be done with it. */
import { button, element } from '../editor/element.ts'
import type { Note } from './note-calls.ts'

export type NoteOrders = {
  mayDelete: (note: Note) => boolean
  resolve: (note: Note) => void
  remove: (note: Note) => void
  whenOf: (at: string) => string
  proposalAt: (note: Note) => string
}

export const noteList = (notes: readonly Note[], orders: NoteOrders, isQuoting = false) =>
  element(
    'ul',
    { class: 'note-list' },
    notes.map((note) => item(note, orders, isQuoting)),
  )

function item(note: Note, { mayDelete, resolve, remove, whenOf, proposalAt }: NoteOrders, isQuoting: boolean) {
  const { text, by, at, resolved, excerpt, block, proposal } = note
  const quoted = isQuoting && excerpt ? ` · on “${excerpt}”${block === undefined ? ' (not in the filed text)' : ''}` : ''
  const of = element('span', { class: 'unseen', text: ` the note “${text.slice(0, 40)}”` })
  const labelled = (label: string, press: () => void) => {
    const made = button(label, press)
    made.append(of.cloneNode(true))
    return made
  }
  return element('li', { class: resolved ? 'resolved' : '' }, [
    element('p', { text, attributes: { dir: 'auto' } }),
    element('p', { class: 'hint', text: `${by}, ${whenOf(at)}${quoted}${resolved ? ` · resolved by ${resolved.by}` : ''}` }),
    element('div', { class: 'buttons' }, [
      ...(proposal && !resolved
        ? [element('a', { class: 'button quiet small', text: 'Decide on this correction', attributes: { href: proposalAt(note) } })]
        : []),
      labelled(resolved ? 'Reopen' : 'Resolve', () => resolve(note)),
      ...(mayDelete(note) ? [labelled('Delete', () => remove(note))] : []),
    ]),
  ])
}
