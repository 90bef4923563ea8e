/** Where a reader stopped in a long article, and what was opened lately; on this device alone. */
import { readList, removeFromList, saveToList, thisArticle } from './saved-lists.ts'

const MAX_READING = 20
/** As many as the service worker caches pages. */
const MAX_OPENED = 30
/** A smaller share is hardly begun, a larger one as good as read. */
const BEGUN_SHARE = 0.1
const READ_SHARE = 0.9

export function trackReading() {
  const article = thisArticle()
  const text = document.querySelector<HTMLElement>('.text')
  if (!article || !text) return
  saveToList('opened', article, MAX_OPENED)
  offerToContinue(article.path, text)
  addEventListener('pagehide', () => rememberPlace(text))
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') rememberPlace(text)
  })
}

function rememberPlace(text: HTMLElement) {
  const article = thisArticle()
  if (!article) return
  const { top, height } = text.getBoundingClientRect()
  // A text that fits on three screens needs no mark.
  if (height < innerHeight * 3) return
  const share = (innerHeight - top) / height
  if (share > READ_SHARE) removeFromList('reading', article.path)
  else if (share > BEGUN_SHARE + innerHeight / height) saveToList('reading', { ...article, share }, MAX_READING)
}

/** A button over the page, not in it: nothing moves. */
function offerToContinue(path: string, text: HTMLElement) {
  const button = document.querySelector<HTMLButtonElement>('[data-does="continue"]')
  const share = readList('reading').find((item) => item.path === path)?.share
  if (!button || !share || location.hash || scrollY > innerHeight) return
  button.hidden = false
  button.addEventListener('click', () => {
    const { top, height } = text.getBoundingClientRect()
    button.hidden = true
    scrollTo({ top: scrollY + top + height * share - innerHeight })
  })
  addEventListener(
    'scroll',
    () => {
      if (scrollY > innerHeight) button.hidden = true
    },
    { passive: true },
  )
}
