/** Parts of a text that Ghost shows only to members, or only in emails. */
import { isRow, type Row } from '../json-rows.ts'

/** What a card says of itself: `visibility.web.nonMember`, and before 2025 `showOnWeb` or `emailOnly`. */
export function isForEverybody({ visibility }: Row): boolean {
  if (!isRow(visibility)) return true
  const isOnWeb = isRow(visibility.web) ? visibility.web.nonMember !== false : true
  return isOnWeb && visibility.showOnWeb !== false && visibility.emailOnly !== true
}

/** The HTML of a page has such parts between comments, which Ghost reads before it answers. */
const GATED = /<!--\s*kg-gated-block:begin\b([^>]*?)-->([\s\S]*?)<!--\s*kg-gated-block:end\s*-->/g

/** `keep`: whether a part for members stays, too. */
export function withoutGatedParts(html: string, keep: () => boolean): string {
  return html.replace(GATED, (_, words: string, part: string) => (/\bnonMember:\s*false\b/.test(words) && !keep() ? '' : part))
}
