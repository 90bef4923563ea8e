/** Chooses among the newsroom's pictures, in a dialog: newest first, or by words. */
import { button, element, newId } from '../editor/element.ts'
import { ask } from './desk-calls.ts'

export type KnownPicture = { src: string; width: number; height: number; alt?: string; caption?: string; credit?: string; focus?: { x: number; y: number } }

const PAUSE_MS = 250
const SHOWN = 24

export function pickPicture(take: (picture: KnownPicture) => void) {
  const title = newId('pick-title')
  const search = element('input', { attributes: { type: 'search', 'aria-label': 'Search pictures', placeholder: 'Search pictures' } })
  const status = element('p', { class: 'hint', attributes: { role: 'status' } })
  const list = element('ul', { class: 'picture-choices' })
  const dialog = element('dialog', { class: 'picture-dialog', attributes: { 'aria-labelledby': title } }, [
    element('h2', { text: 'Choose a picture', attributes: { id: title } }),
    search,
    status,
    list,
    element('div', { class: 'buttons' }, [button('Cancel', () => dialog.close())]),
  ])
  const choose = (picture: KnownPicture) => {
    dialog.close()
    take(picture)
  }
  let timer: ReturnType<typeof setTimeout> | undefined
  search.addEventListener('input', () => {
    clearTimeout(timer)
    timer = setTimeout(() => void show(search.value, list, status, choose), PAUSE_MS)
  })
  dialog.addEventListener('close', () => dialog.remove())
  // Outside the story's form: nothing typed here is a change of the story.
  document.body.append(dialog)
  dialog.showModal()
  void show('', list, status, choose)
}

async function show(words: string, list: HTMLElement, status: HTMLElement, choose: (picture: KnownPicture) => void) {
  const answer = await ask(`/api/pictures?limit=${SHOWN}${words.trim() ? `&q=${encodeURIComponent(words.trim())}` : ''}`)
  if (answer.kind !== 'answered' || answer.status !== 200) {
    status.textContent = 'The pictures can’t be fetched right now. Try again.'
    return
  }
  const { items } = answer.body as { items: KnownPicture[] }
  status.textContent = items.length === 0 ? 'No picture fits these words.' : items.length === 1 ? '1 picture' : `${items.length} pictures`
  list.replaceChildren(...items.map((picture) => element('li', {}, [choiceOf(picture, choose)])))
}

function choiceOf(picture: KnownPicture, choose: (picture: KnownPicture) => void) {
  const name = picture.alt || picture.caption || 'A picture without words'
  const image = element('img', { attributes: { src: picture.src, alt: '', loading: 'lazy', width: String(picture.width), height: String(picture.height) } })
  return element('button', { class: 'plain', attributes: { type: 'button' }, on: { click: () => choose(picture) } }, [image, element('span', { text: name })])
}
