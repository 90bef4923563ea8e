/** A picture with its alt text, which is a decision: words, or that it is decorative. */

import { element, newId } from '../element.ts'
import type { CardKind } from './card-view.ts'
import { field } from './field.ts'
import type { NodeControl } from './node-control.ts'

type PictureFields = { src?: string; alt?: string; decorative?: boolean; width?: number; height?: number; caption?: string; credit?: string }

export const PICTURE_CARD: CardKind = {
  name: 'Picture',
  draw(control) {
    const picture = () => control.node.attrs.picture as PictureFields
    const setField = (name: 'caption' | 'credit') => (value: string) => control.set({ picture: withField(picture(), name, value === '' ? undefined : value) })
    const image = imageOf(control, picture)
    const alt = altFields(control, picture)
    const caption = field({ name: 'caption', label: 'Caption', type: 'textarea', onInput: setField('caption') })
    const credit = field({ name: 'credit', label: 'Credit', onInput: setField('credit') })
    return {
      content: [image, ...alt.content, caption.wrapper, credit.wrapper],
      show() {
        const fields = picture()
        if (image.getAttribute('src') !== (fields.src ?? '')) image.src = fields.src ?? ''
        image.alt = fields.alt ?? ''
        alt.show(fields)
        caption.show(fields.caption)
        credit.show(fields.credit)
      },
    }
  },
}

/** Keeps the order of the fields. A field without a value is none. */
function withField(picture: PictureFields, name: keyof PictureFields, value: PictureFields[keyof PictureFields]): PictureFields {
  if (value !== undefined) return { ...picture, [name]: value }
  const { [name]: _, ...others } = picture
  return others
}

/** A pasted picture may come without its size, which copy must have. */
function imageOf(control: NodeControl, picture: () => PictureFields) {
  const image = element('img', { attributes: { loading: 'lazy', decoding: 'async' } })
  image.addEventListener('load', () => {
    const fields = picture()
    if (fields.width && fields.height) return
    control.set({ picture: { ...fields, width: image.naturalWidth, height: image.naturalHeight } }, { undoable: false })
  })
  return image
}

/** Without words, a picture is decorative only if somebody said so (`decorative`); until then its alt text is undecided. */
function altFields(control: NodeControl, picture: () => PictureFields) {
  const set = (alt: string, isDecorative: boolean) => control.set({ picture: withField({ ...picture(), alt }, 'decorative', isDecorative || undefined) })
  const words = field({ name: 'alt', label: 'Alt text', type: 'textarea', onInput: (value) => set(value, false) })
  const id = newId('decorative')
  const decorative = element('input', { attributes: { id, type: 'checkbox' } })
  decorative.addEventListener('change', () => {
    set('', decorative.checked)
    if (!decorative.checked) words.input.focus()
  })
  const undecided = element('p', {
    class: 'hint undecided',
    text: 'Describe what the picture shows for people who can’t see it, or mark it as decorative.',
    attributes: { id: newId('undecided') },
  })
  words.input.setAttribute('aria-describedby', undecided.id)
  const label = element('label', { text: 'Decorative: it adds nothing to the text', attributes: { for: id } })
  return {
    content: [words.wrapper, element('div', { class: 'check' }, [decorative, label]), undecided],
    show({ alt = '', decorative: isDecorative = false }: PictureFields) {
      words.show(alt)
      words.input.disabled = isDecorative
      decorative.checked = isDecorative
      undecided.hidden = isDecorative || alt.trim() !== ''
    },
  }
}
