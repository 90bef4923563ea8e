/** "Also worth reading" when the edition can't be read: a sentence and a link, never a hole. Loaded when that happens. */
import type { AppContext } from '../edge/app-context.ts'
import { CACHE_CONTROL } from '../edge/caching.ts'
import { phrasesFor } from '../page/phrases/phrases.ts'

export function respondAlsoUnavailable(c: AppContext) {
  const phrases = phrasesFor('en')
  const words = (
    <p>
      {phrases.alsoFailed} <a href="/latest">{phrases.latest}</a>
    </p>
  )
  return c.html(String(words), 503, { 'Retry-After': '30', 'Cache-Control': CACHE_CONTROL.never })
}
