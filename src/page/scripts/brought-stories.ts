/**
 * What "More articles" brought is still there when the reader comes back from one of them, and so is their place. Browsers that
 * remember whole pages need none of this.
 */
import { trustHtml } from './own-policy.ts'

declare const htmx: { process(element: Element): void } | undefined

const KEY = 'brought'

type Kept = { url: string; html: string; top: number }

export function keepBroughtStories() {
  const listing = document.querySelector('.listing')
  const more = () => document.querySelector('.pages-more')?.getAttribute('href')
  if (!listing || !more()) return
  const printed = more()
  bringBack(listing)
  addEventListener('pagehide', () => {
    if (more() === printed) return
    try {
      sessionStorage.setItem(KEY, JSON.stringify({ url: location.href, html: htmlOf(listing), top: scrollY } satisfies Kept))
    } catch {
      // It is full or forbidden: the reader comes back to the first page.
    }
  })
}

function bringBack(listing: Element) {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  if (navigation?.type !== 'back_forward') return
  const kept = keptHere()
  if (kept?.url !== location.href) return
  listing.innerHTML = trustHtml(kept.html)
  htmx?.process(listing)
  scrollTo({ top: kept.top, behavior: 'instant' })
}

function keptHere(): Kept | undefined {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? 'null') ?? undefined
  } catch {
    // Forbidden, or not ours.
    return undefined
  }
}

/** Nothing in it takes the focus again. */
function htmlOf(listing: Element) {
  const copy = listing.cloneNode(true) as Element
  for (const focused of copy.querySelectorAll('[autofocus]')) focused.removeAttribute('autofocus')
  return copy.innerHTML
}
