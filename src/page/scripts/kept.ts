/** Small lists kept on this device alone, newest first. What is broken or foreign in them is dropped. */
import { recall, remember } from './storage.ts'

export type Kept = { path: string; headline: string; at: number; share?: number }

export function kept(list: string): Kept[] {
  try {
    const found: unknown = JSON.parse(recall(list) ?? '[]')
    return Array.isArray(found) ? found.filter(isKept) : []
  } catch {
    // Somebody else wrote under our name: begin anew.
    return []
  }
}

export function keep(list: string, item: Kept, atMost: number) {
  remember(list, JSON.stringify([item, ...kept(list).filter(({ path }) => path !== item.path)].slice(0, atMost)))
}

export function drop(list: string, path: string) {
  remember(list, JSON.stringify(kept(list).filter((item) => item.path !== path)))
}

/** The article this page shows, or nothing. */
export function thisArticle(): Kept | undefined {
  const headline = document.querySelector('article[data-slug] h1')?.textContent
  return headline ? { path: location.pathname, headline, at: Date.now() } : undefined
}

/** Only paths of this site: `//elsewhere` would lead away. */
function isKept(item: unknown): item is Kept {
  if (typeof item !== 'object' || item === null) return false
  const { path, headline } = item as Partial<Kept>
  return typeof path === 'string' && /^\/[a-z0-9]/.test(path) && typeof headline === 'string'
}
