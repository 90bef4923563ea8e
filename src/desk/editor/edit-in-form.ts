/**
 * The body editor in the place of a form's Markdown field. The form then carries `body`, the blocks as JSON, and no Markdown.
 * Without the blocks' data (the form came back with Markdown that can't be read, say) the field stays as it is.
 */
import type { BlockInput } from '../../copy/shapes/block.ts'
import type { BodyEditor } from './body-editor.ts'
import { element } from './element.ts'
import { mountBody } from './mount-body.ts'
import { uploadPicture } from './upload-picture.ts'

/** What the form's `note` event says: on which block a note is to be written, and on which words of it. */
export type NoteWish = { block: number; words: string }

/** `onChange` is called after every change with all blocks. */
export function editInForm(form: HTMLFormElement, onChange: (blocks: BlockInput[]) => void = () => undefined): BodyEditor | undefined {
  const markdown = form.elements.namedItem('markdown')
  const data = form.querySelector<HTMLTextAreaElement>('.body-data')
  if (!(markdown instanceof HTMLTextAreaElement) || !data) return undefined
  const field = markdown.closest<HTMLElement>('.field') ?? markdown
  const live = element('p', { class: 'unseen', attributes: { role: 'status' } })
  const place = element('div')
  field.after(place, live)
  field.hidden = true
  markdown.disabled = true
  const editor = mountBody(place, JSON.parse(data.value) as BlockInput[], {
    lang: form.dataset.lang || 'en',
    onChange,
    uploadPicture,
    onNote: (block, words) => void form.dispatchEvent(new CustomEvent('note', { detail: { block, words } satisfies NoteWish })),
    announce: (text) => {
      live.textContent = text
    },
  })
  form.addEventListener('formdata', ({ formData }) => formData.set('body', JSON.stringify(editor.blocks())))
  return editor
}
