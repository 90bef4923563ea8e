/** A scoreboard: what is played, the two sides with their scores, the clock, and what happened, an event a line. */
import type { CardKind } from './card-view.ts'
import { type Field, field } from './field.ts'
import type { NodeControl } from './node-control.ts'

type Side = { name: string; score?: string }

export const SCOREBOARD_CARD: CardKind = {
  name: 'Scoreboard',
  draw(control) {
    const optional = (name: string) => (value: string) => control.set({ [name]: value === '' ? null : value })
    const sides = [0, 1].map((at) => sideFields(control, at))
    const fields = {
      title: field({ name: 'title', label: 'What is played', hint: 'For example: Harbour Cup final.', onInput: optional('title') }),
      clock: field({ name: 'clock', label: 'Clock', hint: 'How far it is: 71′, Half-time, After extra time.', onInput: optional('clock') }),
      startsAt: field({
        name: 'startsAt',
        label: 'Starts',
        hint: 'Date and time with the zone, such as 2026-11-22T10:30Z.',
        spellcheck: false,
        onInput: optional('startsAt'),
      }),
      events: field({
        name: 'events',
        label: 'Events',
        hint: 'One a line: 40′ | 1 | Brandt. The number is the side.',
        type: 'textarea',
        onInput: (events) => control.set({ events }),
      }),
    }
    const { title, ...others } = fields
    return {
      content: [title, ...sides.flat(), ...Object.values(others)].map(({ wrapper }) => wrapper),
      show({ attrs }) {
        for (const [at, [name, score]] of sides.entries()) {
          const side: Side | undefined = attrs.sides[at]
          name?.show(side?.name)
          score?.show(side?.score)
        }
        for (const [name, { show }] of Object.entries(fields)) show(attrs[name])
        showAllLines(fields.events)
      },
    }
  },
}

function sideFields(control: NodeControl, at: number): Field[] {
  const which = at === 0 ? 'First side' : 'Second side'
  const set = (change: (side: Side) => Side) =>
    control.set({ sides: (control.node.attrs.sides as Side[]).map((side, other) => (other === at ? change(side) : side)) })
  return [
    field({ name: `side-${at + 1}`, label: which, onInput: (name) => set((side) => ({ ...side, name })) }),
    field({
      name: `score-${at + 1}`,
      label: `${which}: score`,
      spellcheck: false,
      onInput: (score) => set(({ score: _, ...side }) => (score === '' ? side : { ...side, score })),
    }),
  ]
}

/** Every event is seen. */
function showAllLines({ input }: Field) {
  input.setAttribute('rows', String(Math.min(12, input.value.split('\n').length + 1)))
}
