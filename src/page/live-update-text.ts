/** What stands above and below a live article's update where it is shown outside the article's own page. */
import type { LiveUpdate } from '../copy/shapes/article.ts'
import type { Site } from '../copy/shapes/site.ts'
import type { Phrases } from './phrases/en.ts'
import { livePhrasesFor } from './phrases/live.ts'
import { dayText, momentText } from './time.ts'

export function updateTitle({ at, headline, pinned, takenBack }: LiveUpdate, site: Site) {
  const label = pinned && !takenBack ? `${livePhrasesFor(site.lang).pinned}, ` : ''
  return `${label}${momentText(at, site)}${headline ? `: ${headline}` : ''}`
}

/** That it was taken back, and what of it was corrected. */
export const updateNotes = ({ takenBack, corrections = [] }: LiveUpdate, site: Site, phrases: Phrases): string[] => [
  ...(takenBack ? [livePhrasesFor(site.lang).takenBack] : []),
  ...corrections.map(({ at, text }) => `${phrases.correction}, ${dayText(at, site)}: ${text}`),
]
