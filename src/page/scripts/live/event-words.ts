/** What of a page says whether its event goes on, and becomes other words when it ends or is reopened. */

import { placeUnderHeading } from './places.ts'

/** `label` stands over the story, `heading` over its updates; `over` is there when it is; `ended` says since when, if somebody said so. */
export type EventWords = { label?: string | undefined; heading?: string | undefined; over?: string | undefined; ended?: string | undefined }

/** What takes the place of what. Colours change at once. */
export function eventChanges({ label = '', heading, over, ended }: EventWords): [old: HTMLElement, next: HTMLElement][] {
  if (heading === undefined) return []
  const isOver = over !== undefined
  document.querySelector('.live-updates')?.classList.toggle('live-over', isOver)
  if (ended !== undefined) placeUnderHeading('live-ended')
  return [
    ...changed('.article-head :is(.kind-live, .kind-ended)', (next) => {
      next.textContent = label
      next.className = `kind kind-${isOver ? 'ended' : 'live'}`
    }),
    ...changed('#live-updates', (next) => {
      next.textContent = heading
    }),
    ...changed('.live-ended', (next) => {
      next.textContent = ended ?? ''
      next.hidden = ended === undefined
      const { lang, dir } = document.querySelector<HTMLElement>('.new-updates') ?? next
      if (lang) next.lang = lang
      if (dir) next.dir = dir
    }),
    // That details may change.
    ...changed('.article-head .notice', (next) => {
      next.hidden = ended !== undefined
    }),
  ]
}

function changed(selector: string, change: (next: HTMLElement) => void): [HTMLElement, HTMLElement][] {
  const old = document.querySelector<HTMLElement>(selector)
  if (!old) return []
  const next = old.cloneNode(true) as HTMLElement
  change(next)
  return [[old, next]]
}
