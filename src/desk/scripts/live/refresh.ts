/**
 * What others tell and send comes by itself: every few seconds the desk is asked whether something has changed. A list in which
 * somebody is at work is left alone until they are done.
 */
import type { Event } from './event.ts'

const EVERY_MS = 4000

export function keepFresh({ slug }: Event) {
  let etag: string | null = null
  const stale = new Set<Element>()

  async function ask() {
    if (document.hidden || !navigator.onLine) return
    try {
      const response = await fetch(`/api/articles/${slug}/updates`, { headers: etag ? { 'If-None-Match': etag } : {}, cache: 'no-store' })
      if (response.status !== 200) return
      etag = response.headers.get('etag')
      refreshAll()
    } catch {
      // Asked again in a moment.
    }
  }
  function refreshAll() {
    for (const list of document.querySelectorAll('#told, #tray')) stale.add(list)
    refreshIdle()
  }
  function refreshIdle() {
    for (const list of stale) {
      if (isBusy(list)) continue
      stale.delete(list)
      list.dispatchEvent(new Event('refresh'))
    }
  }

  setInterval(() => void ask().then(refreshIdle), EVERY_MS)
  document.addEventListener('visibilitychange', () => void ask())
  void ask()
  return { refreshAll }
}

/** Somebody types, or is about to press a button, in it. */
const isBusy = (list: Element) => list.contains(document.activeElement) || list.querySelector('details[open]') !== null
