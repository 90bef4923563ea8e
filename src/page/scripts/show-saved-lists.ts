import { readList, removeFromList, type SavedItem } from './saved-lists.ts'

/** Fills the lists of the pages “Saved for later” and “You’re offline”. */
export function showSavedLists() {
  for (const list of document.querySelectorAll<HTMLElement>('[data-list]')) void fill(list)
}

async function fill(place: HTMLElement) {
  const name = place.dataset.list ?? ''
  const items = name === 'opened' ? await onlyCached(readList(name)) : readList(name)
  const list = document.createElement('ul')
  list.append(...items.map((item) => line(name, item, place)))
  if (items.length > 0) place.append(list)
  showWhetherEmpty(place)
}

/** What the service worker can still show without a network. */
async function onlyCached(items: SavedItem[]): Promise<SavedItem[]> {
  if (!('caches' in window)) return items
  const found = await Promise.all(items.map(async (item) => ((await caches.match(item.path)) ? item : undefined)))
  return found.filter((item) => item !== undefined)
}

function line(name: string, { path, headline }: SavedItem, place: HTMLElement) {
  const item = document.createElement('li')
  const link = document.createElement('a')
  link.href = path
  link.textContent = headline
  item.append(link)
  const words = place.dataset.remove
  if (words) {
    const button = document.createElement('button')
    button.type = 'button'
    button.textContent = words
    button.setAttribute('aria-label', `${words}: ${headline}`)
    button.addEventListener('click', () => {
      removeFromList(name, path)
      const next = item.nextElementSibling ?? item.previousElementSibling
      item.remove()
      if (!next) place.replaceChildren()
      // Focus must not fall to the top of the page with the button that held it.
      next?.querySelector('button')?.focus()
      showWhetherEmpty(place)
    })
    item.append(button)
  }
  return item
}

/** Of an empty list a sentence is shown, where there is one; a list of nothing is no list. */
function showWhetherEmpty(place: HTMLElement) {
  const block = place.closest<HTMLElement>('[data-block]')
  const words = block?.querySelector<HTMLElement>('[data-empty-words]')
  const isEmpty = place.childElementCount === 0
  if (words) words.hidden = !isEmpty
  if (block) block.hidden = isEmpty && !words
}
