/** A chart or map: its words, its data as a spreadsheet has it, and how readers will see it. */
import { dataFromText } from '../../../copy/drawings/cells.ts'
import { drawingData, marksFromText } from '../../../copy/drawings/fence.ts'
import type { BlockInput } from '../../../copy/shapes/block.ts'
import { button, element, newId } from '../element.ts'
import type { CardKind } from './card-view.ts'
import { field } from './field.ts'
import type { NodeControl } from './node-control.ts'

const WORDS = [
  { name: 'title', label: 'Title', hint: undefined },
  { name: 'unit', label: 'Unit', hint: 'Such as %, or million tonnes.' },
  { name: 'source', label: 'Source', hint: undefined },
  { name: 'note', label: 'Note', hint: undefined },
  { name: 'alt', label: 'Alt text', hint: 'If you leave it empty, a sentence is made from the data.' },
] as const

const DATA = {
  chart: {
    label: 'Data',
    hint: 'Paste rows from a spreadsheet, or type them: Year | Catch. The first row names the columns. Leave a cell empty where there is no value.',
  },
  map: {
    label: 'Places and lines',
    hint: 'One to a line. point: 12.65, -8 | Bamako. label: 17, -4 | Mali (only the words). line: 12.65, -8; 16.27, -0.05 | Convoy. dashed: the same, for what is planned.',
  },
}

export const DRAWING_CARD: CardKind = {
  name: 'Chart or map',
  draw(control) {
    const type = control.node.attrs.block.type as 'chart' | 'map'
    const block = () => control.node.attrs.block as BlockInput
    let written: BlockInput | undefined
    const set = (changes: Record<string, unknown>) => {
      const changed = Object.entries({ ...block(), ...changes }).filter(([, value]) => value !== undefined)
      written = Object.fromEntries(changed) as BlockInput
      control.set({ block: written })
    }
    const words = WORDS.filter(({ name }) => type === 'chart' || name !== 'unit').map(({ name, label, hint }) => ({
      name,
      ...field({ name, label, ...(hint && { hint }), onInput: (text) => set({ [name]: text === '' && name !== 'title' ? undefined : text }) }),
    }))
    const data = field({
      name: 'data',
      ...DATA[type],
      type: 'textarea',
      spellcheck: false,
      onInput: (text) => set(type === 'map' ? marksIn(text) : dataFromText(text)),
    })
    data.input.setAttribute('rows', '6')
    const form = formField((name) => set({ form: name }))
    const [title, ...others] = words.map(({ wrapper }) => wrapper)
    return {
      content: [...(title ? [title] : []), ...(type === 'chart' ? [form.wrapper] : []), data.wrapper, ...others, preview(control)],
      show() {
        // What was typed stays as it was typed.
        if (block() === written) return
        for (const { name, show } of words) show(block()[name])
        data.show(drawingData(block()))
        form.select.value = String(block().form)
      },
    }
  },
}

function marksIn(text: string) {
  const { points, lines } = marksFromText(text)
  return { points: points.length > 0 ? points : undefined, lines: lines.length > 0 ? lines : undefined }
}

function formField(onChange: (name: string) => void) {
  const id = newId('form')
  const options = Object.entries({ bar: 'Bars', line: 'Lines', dot: 'Dots' }).map(([value, text]) => element('option', { text, attributes: { value } }))
  const select = element('select', { attributes: { id, form: 'none' } }, options)
  select.addEventListener('change', () => onChange(select.value))
  return { select, wrapper: element('div', { class: 'field' }, [element('label', { text: 'Form', attributes: { for: id } }), select]) }
}

/** Drawn by the server, with the code that draws it for readers. */
function preview(control: NodeControl) {
  const name = newId('drawing')
  const frame = element('iframe', { attributes: { name, title: 'Preview', hidden: '' } })
  const show = () => {
    frame.hidden = false
    const sent = element('input', { attributes: { name: 'block', type: 'hidden' } })
    sent.value = JSON.stringify(control.node.attrs.block)
    const form = element('form', { attributes: { method: 'post', action: '/desk/drawing', target: name, hidden: '' } }, [sent])
    document.body.append(form)
    form.submit()
    form.remove()
  }
  return element('div', {}, [button('Preview', show), frame])
}
