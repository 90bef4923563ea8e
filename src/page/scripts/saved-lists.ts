/** Lists of articles in this browser's storage alone, newest first: saved, opened lately, being read. Broken or foreign items are left out. */
import { readStorage, writeStorage } from './storage.ts'

export type SavedItem = { path: string; headline: string; at: number; share?: number }

export function readList(list: string): SavedItem[] {
  try {
    const found: unknown = JSON.parse(readStorage(list) ?? '[]')
    return Array.isArray(found) ? found.filter(isSavedItem) : []
  } catch {
    // Somebody else wrote under our key: begin anew.
    return []
  }
}

export function saveToList(list: string, item: SavedItem, atMost: number) {
  writeStorage(list, JSON.stringify([item, ...readList(list).filter(({ path }) => path !== item.path)].slice(0, atMost)))
}

export function removeFromList(list: string, path: string) {
  writeStorage(list, JSON.stringify(readList(list).filter((item) => item.path !== path)))
}

/** The article this page shows, or nothing. */
export function thisArticle(): SavedItem | undefined {
  const headline = document.querySelector('article[data-slug] h1')?.textContent
  return headline ? { path: location.pathname, headline, at: Date.now() } : undefined
}

/** Only paths of this site: `//elsewhere` would lead away. */
function isSavedItem(item: unknown): item is SavedItem {
  if (typeof item !== 'object' || item === null) return false
  const { path, headline } = item as Partial<SavedItem>
  return typeof path === 'string' && /^\/[a-z\d%]/.test(path) && typeof headline === 'string'
}
