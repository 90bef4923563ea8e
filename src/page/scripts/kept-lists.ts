import { drop, type Kept, kept } from './kept.ts'

/** Fills the lists of the pages “Saved for later” and “You are offline”. */
export function keptLists() {
  for (const list of document.querySelectorAll<HTMLUListElement>('ul[data-kept]')) void fill(list)
}

async function fill(list: HTMLUListElement) {
  const name = list.dataset.kept ?? ''
  const items = name === 'opened' ? await stillHere(kept(name)) : kept(name)
  list.replaceChildren(...items.map((item) => line(name, item, list)))
  showWhetherEmpty(list)
}

/** What the service worker can still show without a network. */
async function stillHere(items: Kept[]): Promise<Kept[]> {
  if (!('caches' in window)) return items
  const found = await Promise.all(items.map(async (item) => ((await caches.match(item.path)) ? item : undefined)))
  return found.filter((item) => item !== undefined)
}

function line(name: string, { path, headline }: Kept, list: HTMLUListElement) {
  const item = document.createElement('li')
  const link = document.createElement('a')
  link.href = path
  link.textContent = headline
  item.append(link)
  const words = list.dataset.remove
  if (words) {
    const button = document.createElement('button')
    button.type = 'button'
    button.textContent = words
    button.setAttribute('aria-label', `${words}: ${headline}`)
    button.addEventListener('click', () => {
      drop(name, path)
      const next = item.nextElementSibling ?? item.previousElementSibling
      item.remove()
      // Focus must not fall to the top of the page with the button that held it.
      next?.querySelector('button')?.focus()
      showWhetherEmpty(list)
    })
    item.append(button)
  }
  return item
}

function showWhetherEmpty(list: HTMLUListElement) {
  const block = list.closest<HTMLElement>('[data-block]')
  const empty = block?.querySelector<HTMLElement>('[data-empty-words]')
  if (empty) empty.hidden = list.children.length > 0
  else if (block) block.hidden = list.children.length === 0
}
