/** Where something is to come, or was: without height until then. */
export function emptyPlace(name: string, tag: 'div' | 'p' = 'div') {
  const place = document.createElement(tag)
  place.className = name
  place.hidden = true
  return place
}

/** Under the heading of the updates; the key moments stand below the end. */
export function placeUnderHeading(name: 'live-ended' | 'key-moments'): HTMLElement | undefined {
  const shown = document.querySelector<HTMLElement>(`.${name}`)
  if (shown) return shown
  const above = (name === 'key-moments' && document.querySelector('.live-ended')) || document.querySelector('#live-updates')
  if (!above) return undefined
  const place = emptyPlace(name, name === 'live-ended' ? 'p' : 'div')
  above.after(place)
  return place
}

/** Above the link to earlier updates, if there is one. */
export const endOfUpdates = () => document.querySelector('.live-pages > [rel=next]')?.parentElement ?? undefined

/** An update that is not on the page, above those that are. */
export function putOnPage(section: HTMLElement) {
  const [place, first] = [document.querySelector<HTMLElement>('.live-updates'), document.querySelector('.live-update') ?? endOfUpdates()]
  if (first) first.before(section)
  else place?.append(section)
  if (place) place.hidden = false
}

/** Key moments whose updates are on this page lead to where they are. */
export function linkMoments() {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('.key-moments a'))
    if (document.getElementById(link.hash.slice(1)) && link.getAttribute('href') !== link.hash) link.setAttribute('href', link.hash)
}
