import type { Site } from '../copy/shapes/site.ts'
import type { Phrases } from './phrases/en.ts'
import type { LanguageAttributes } from './phrases/phrases.ts'

/** The editors' banner, if it is shown at this moment. */
export const activeBreaking = (site: Site, now: number) =>
  site.breaking && !(site.breaking.until && Date.parse(site.breaking.until) <= now) ? site.breaking : undefined

/** For entity tags: what time alone changes on every page. */
export const bannerTags = (site: Site, now: number) => (activeBreaking(site, now) ? ['b'] : [])

/** When time alone last changed every page, in milliseconds. */
export function bannerChangedAt({ breaking }: Site, now: number) {
  const ended = Date.parse(breaking?.until ?? '')
  return ended <= now ? [ended] : []
}

/** The banner above everything. A reader closes it for good by a script that remembers its words; nothing is sent. */
export function BreakingBanner({ site, phrases, now, siteLanguage }: { site: Site; phrases: Phrases; now: number; siteLanguage: LanguageAttributes }) {
  const breaking = activeBreaking(site, now)
  if (!breaking) return null
  return (
    <aside class="breaking" aria-label={phrases.breaking} {...siteLanguage}>
      <p>
        <strong>{phrases.breaking}</strong> {breaking.url ? <a href={breaking.url}>{breaking.text}</a> : breaking.text}
      </p>
      <button type="button" data-does="dismiss-breaking">
        {phrases.dismiss}
      </button>
    </aside>
  )
}
