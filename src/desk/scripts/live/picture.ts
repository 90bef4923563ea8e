/** A picture for the update: chosen, pasted or dropped, uploaded at once, and described. */
import { say } from './event.ts'
import type { KeptPicture } from './kept.ts'

export type PictureField = { value(): KeptPicture | undefined; set(picture: KeptPicture | undefined): void; isUploading(): boolean; focus(): void }

export function pictureField(form: HTMLFormElement, text: HTMLTextAreaElement, onChange: () => void): PictureField {
  const place = form.querySelector<HTMLElement>('.composer-picture')
  const chooser = form.querySelector<HTMLInputElement>('#picture')
  const state = form.querySelector<HTMLElement>('.composer-uploading')
  let chosen: ReturnType<typeof chosenPicture> | undefined
  let uploads = 0
  if (place) place.hidden = false
  form.querySelector('[data-without-script]')?.remove()

  const set = (picture: KeptPicture | undefined) => {
    chosen?.element.remove()
    chosen = picture && chosenPicture(picture, onChange, () => set(undefined))
    if (chosen) place?.append(chosen.element)
    onChange()
  }
  async function take(file: File | undefined | null) {
    if (!file) return
    uploads++
    if (state) state.textContent = `Uploading ${file.name} …`
    const answer = await upload(file)
    uploads--
    if (state) state.textContent = ''
    if ('src' in answer) set({ ...answer, alt: '', decorative: false })
    else say(answer.failed)
  }

  chooser?.addEventListener('change', () => void take(chooser.files?.[0]).then(() => Object.assign(chooser, { value: '' })))
  text.addEventListener('paste', (event) => {
    const file = pictureIn(event.clipboardData)
    if (file) event.preventDefault()
    void take(file)
  })
  text.addEventListener('drop', (event) => {
    const file = pictureIn(event.dataTransfer)
    if (file) event.preventDefault()
    void take(file)
  })
  return { value: () => chosen?.value(), set, isUploading: () => uploads > 0, focus: () => chosen?.focus() }
}

const pictureIn = (data: DataTransfer | null) => [...(data?.files ?? [])].find(({ type }) => type.startsWith('image/'))

type Uploaded = { src: string; width: number; height: number }

async function upload(file: File): Promise<Uploaded | { failed: string }> {
  try {
    const response = await fetch('/api/pictures', { method: 'POST', headers: { 'Content-Type': file.type }, body: file })
    const answer = (await response.json()) as Uploaded & { detail?: string }
    if (response.ok) return { src: answer.src, width: answer.width, height: answer.height }
    return { failed: `The picture wasn’t taken: ${answer.detail ?? response.status}` }
  } catch {
    // The network failed; the file is still where it was.
    return { failed: 'The picture couldn’t be uploaded. Check your connection and choose it again.' }
  }
}

/** The picture with its description, for as long as it is in the box. */
function chosenPicture(picture: KeptPicture, onChange: () => void, remove: () => void) {
  const element = document.createElement('div')
  element.className = 'composer-chosen'
  const image = document.createElement('img')
  Object.assign(image, { src: picture.src, alt: '', width: picture.width, height: picture.height })
  const alt = document.createElement('input')
  Object.assign(alt, { id: 'picture-alt', value: picture.alt, dir: 'auto' })
  const decorative = document.createElement('input')
  Object.assign(decorative, { type: 'checkbox', id: 'picture-decorative', checked: picture.decorative })
  const removing = document.createElement('button')
  Object.assign(removing, { type: 'button', className: 'quiet small', textContent: 'Remove the picture' })
  removing.addEventListener('click', remove)
  decorative.addEventListener('change', onChange)
  const check = document.createElement('div')
  check.className = 'field check'
  check.append(decorative, labelFor('picture-decorative', 'Decorative: nothing is lost without it'))
  element.append(image, labelFor('picture-alt', 'What the picture shows'), alt, check, removing)
  return { element, focus: () => alt.focus(), value: (): KeptPicture => ({ ...picture, alt: alt.value, decorative: decorative.checked }) }
}

function labelFor(id: string, text: string) {
  const label = document.createElement('label')
  label.htmlFor = id
  label.textContent = text
  return label
}
