/**
 * `<body-editor>`: the body editor in a form. Around a `<textarea>` of Markdown, for those without script, it takes its place:
 *
 *     <body-editor name="body" data-blocks="[…]" lang="en" dir="ltr" data-announce="live-region-id">
 *       <textarea name="markdown">…</textarea>
 *     </body-editor>
 *
 * The form then carries `body`, the blocks as JSON, and no `markdown`. `editor` is what `mountBody` answers; after every change
 * there is an event `blocks`, whose `detail` is the blocks.
 */
import type { BlockInput } from '../../copy/shapes/block.ts'
import type { BodyEditor } from './body-editor.ts'
import { mountBody } from './mount-body.ts'
import { uploadPicture } from './upload-picture.ts'

export class BodyEditorElement extends HTMLElement {
  editor: BodyEditor | undefined
  #form: HTMLFormElement | null = null

  connectedCallback() {
    const fallback = this.querySelector('textarea')
    this.#form = this.closest('form')
    this.#form?.addEventListener('formdata', this.#addBlocks)
    this.editor = mountBody(this, JSON.parse(this.dataset.blocks ?? '[]') as BlockInput[], {
      ...(this.lang && { lang: this.lang }),
      dir: this.dir === 'rtl' || this.dir === 'ltr' ? this.dir : 'auto',
      ...(fallback?.labels[0]?.textContent && { label: fallback.labels[0].textContent.trim() }),
      onChange: (blocks) => this.dispatchEvent(new CustomEvent('blocks', { detail: blocks, bubbles: true })),
      uploadPicture,
      announce: (text) => this.#announce(text),
    })
    this.#standInFor(fallback, true)
  }

  /** htmx may take it out and put it back: what was written stays. */
  disconnectedCallback() {
    if (!this.editor) return
    this.dataset.blocks = JSON.stringify(this.editor.blocks())
    this.#form?.removeEventListener('formdata', this.#addBlocks)
    this.editor.destroy()
    this.editor = undefined
    this.#standInFor(this.querySelector('textarea'), false)
  }

  #standInFor(fallback: HTMLTextAreaElement | null, isHere: boolean) {
    if (!fallback) return
    fallback.hidden = isHere
    fallback.disabled = isHere
    for (const label of fallback.labels) label.hidden = isHere
  }

  readonly #addBlocks = ({ formData }: FormDataEvent) => {
    formData.set(this.getAttribute('name') ?? 'body', JSON.stringify(this.editor?.blocks() ?? []))
  }

  #announce(text: string) {
    const region = document.getElementById(this.dataset.announce ?? '')
    if (region) region.textContent = text
  }
}
