/** The story's picture: uploaded from here or dropped on its field, shown, and asked about: what does it show? */
import { button, element } from '../editor/element.ts'
import { uploadPicture } from '../editor/upload-picture.ts'
import { type KnownPicture, pickPicture } from './picture-picker.ts'
import type { StoryForm } from './story-form.ts'

const NAMES = ['src', 'width', 'height', 'alt', 'caption', 'credit', 'focus'] as const

export class PictureField {
  readonly #form: StoryForm
  readonly #announce: (text: string) => void
  readonly #details: HTMLDetailsElement
  readonly #bar = element('div', { class: 'picture-upload' })
  readonly #status = element('p', { class: 'hint' })
  #running: AbortController | undefined

  constructor(form: StoryForm, details: HTMLDetailsElement, announce: (text: string) => void) {
    this.#form = form
    this.#details = details
    this.#announce = announce
    details.querySelector('summary')?.after(this.#bar, this.#status)
    // Who uploads or chooses a picture has no need of its address.
    const file = details.querySelector<HTMLDetailsElement>('.picture-file:not(:has(.flaw))')
    if (file) file.open = false
    this.#showIdle()
    details.addEventListener('dragover', (event) => void (event.dataTransfer?.types.includes('Files') && event.preventDefault()))
    details.addEventListener('drop', (event) => {
      const [file] = event.dataTransfer?.files ?? []
      if (!file) return
      event.preventDefault()
      void this.#upload(file)
    })
    form.field('picture-src')?.addEventListener('input', () => this.#showPicture())
    form.field('picture-src')?.addEventListener('written', () => this.#showPicture())
    this.#showPicture()
  }

  #showIdle() {
    const has = this.#form.field('picture-src')?.value
    this.#bar.replaceChildren(
      button(has ? 'Upload another picture' : 'Upload a picture', () => this.#choose()),
      button('Choose from Pictures', () => pickPicture((picture) => this.#take(picture))),
      ...(has ? [button('Remove the picture', () => this.#put({}))] : []),
    )
  }

  #choose() {
    const input = element('input', { attributes: { type: 'file', accept: 'image/*' } })
    input.addEventListener('change', () => void (input.files?.[0] && this.#upload(input.files[0])))
    input.click()
  }

  #take({ src, width, height, alt = '', caption = '', credit = '', focus }: KnownPicture) {
    this.#put({ src, width: String(width), height: String(height), alt, caption, credit, ...(focus && { focus: `${focus.x} ${focus.y}` }) })
    this.#form.field('picture-alt')?.focus()
  }

  async #upload(file: File) {
    this.#running?.abort()
    const running = new AbortController()
    this.#running = running
    const progress = element('progress', { attributes: { max: '1', value: '0', 'aria-label': `Uploading ${file.name}` } })
    this.#bar.replaceChildren(
      progress,
      button('Cancel', () => this.#stop(running)),
    )
    this.#say('')
    try {
      const {
        src,
        width,
        height,
        alt = '',
        caption = '',
        credit = '',
      } = await uploadPicture(
        file,
        (share) => {
          progress.value = share
        },
        running.signal,
      )
      const isBusyElsewhere = document.activeElement !== document.body && !this.#details.contains(document.activeElement)
      this.#put({ src, width: String(width), height: String(height), alt, caption, credit })
      this.#say('The picture is uploaded. Describe what it shows for people who can’t see it, or say that it says nothing.')
      // Who writes on meanwhile goes on where they are.
      if (!isBusyElsewhere) this.#form.field('picture-alt')?.focus()
    } catch (error) {
      // Cancelled, or another was chosen in its place, which shows its own progress.
      if (running.signal.aborted) return
      this.#say(`${file.name} wasn’t uploaded. ${error instanceof Error ? error.message : 'Try again.'}`)
      this.#showIdle()
    } finally {
      if (this.#running === running) this.#running = undefined
    }
  }

  get isUploading() {
    return this.#running !== undefined
  }

  #stop(running: AbortController) {
    running.abort()
    this.#running = undefined
    this.#showIdle()
  }

  /** Another picture has none of the words of the one before. */
  #put(picture: Partial<Record<(typeof NAMES)[number], string>>) {
    for (const name of NAMES) {
      const field = this.#form.field(`picture-${name}`)
      if (field) field.value = picture[name] ?? ''
    }
    const decorative = this.#form.field('picture-decorative')
    if (decorative instanceof HTMLInputElement) decorative.checked = false
    this.#form.field('picture-src')?.dispatchEvent(new Event('input', { bubbles: true }))
    this.#showIdle()
  }

  #showPicture() {
    const src = this.#form.field('picture-src')?.value.trim() ?? ''
    const shown = this.#details.querySelector<HTMLImageElement>('.picture-shown')
    if (!src) return shown?.remove()
    const image = shown ?? element('img', { class: 'picture-shown', attributes: { alt: '' } })
    if (image.getAttribute('src') !== src) image.src = src
    if (!shown) this.#bar.before(image)
    this.#showIdle()
  }

  #say(text: string) {
    this.#status.textContent = text
    if (text) this.#announce(text)
  }
}
