import type { Site } from '../copy/shapes/site.ts'
import type { Phrases } from './phrases/en.ts'
import type { OwnLanguage } from './phrases/phrases.ts'

/** Whether the editors' banner stands at a moment. */
export const breakingAt = (site: Site, now: number) =>
  site.breaking && !(site.breaking.until && Date.parse(site.breaking.until) <= now) ? site.breaking : undefined

/** What time alone changes on every page. */
export const bannerTags = (site: Site, now: number) => (breakingAt(site, now) ? ['b'] : [])

/** When time alone last changed every page, in milliseconds. */
export function bannerChanges({ breaking }: Site, now: number) {
  const ended = Date.parse(breaking?.until ?? '')
  return ended <= now ? [ended] : []
}

/** The banner above everything. A reader closes it for good by a script that remembers its words; nothing is sent. */
export function Breaking({ site, phrases, now, own }: { site: Site; phrases: Phrases; now: number; own: OwnLanguage }) {
  const breaking = breakingAt(site, now)
  if (!breaking) return null
  return (
    <aside class="breaking" aria-label={phrases.breaking} {...own}>
      <p>
        <strong>{phrases.breaking}</strong> {breaking.url ? <a href={breaking.url}>{breaking.text}</a> : breaking.text}
      </p>
      <button type="button" data-does="dismiss-breaking">
        {phrases.dismiss}
      </button>
    </aside>
  )
}
