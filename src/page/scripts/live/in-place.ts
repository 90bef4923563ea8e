/** Changes in place that nobody sees anything move by. */

/** Whether it was done: not while what is around it would move before the reader's eyes, or the focus be lost. */
export function replaceQuietly(old: HTMLElement, next: HTMLElement): boolean {
  if (old.contains(document.activeElement)) return false
  if (!isSeen(old)) {
    keepingPlace(() => old.replaceWith(next))
    return true
  }
  const around = shownAfter(old) ?? old.parentElement ?? old
  const [before, { height }] = [placeOf(around), old.getBoundingClientRect()]
  old.replaceWith(next)
  // What became shorter keeps its height.
  if (next.getBoundingClientRect().height < height) next.style.minBlockSize = `${height}px`
  if (placeOf(around) === before) return true
  next.style.minBlockSize = ''
  next.replaceWith(old)
  changeNow(old, next)
  return false
}

/** Puts an element before another, or at the end of what it is in. Whether it was done, as above. */
export function moveQuietly(element: HTMLElement, before: Element | undefined): boolean {
  const end = before ?? element.parentElement?.lastElementChild ?? element
  if (element.contains(document.activeElement) || isSeen(element) || isSeen(end)) return false
  keepingPlace(() => (before ? before.before(element) : end.after(element)))
  return true
}

/** What is hidden has no height: it is seen where it would come to be. */
function isSeen(element: Element) {
  const next = isShown(element) ? undefined : shownAfter(element)
  const { top, bottom } = (next ?? (isShown(element) ? element : (element.parentElement ?? element))).getBoundingClientRect()
  return (next ? top : bottom) >= 0 && top <= innerHeight
}

const isShown = (element: Element) => element.getClientRects().length > 0

function shownAfter(element: Element) {
  let next = element.nextElementSibling
  while (next && !isShown(next)) next = next.nextElementSibling
  return next ?? undefined
}

const placeOf = (element: Element) => {
  const { left, top, bottom } = element.getBoundingClientRect()
  return [left, top, bottom].map((side) => Math.round(side + scrollY)).join()
}

/** Most browsers keep in its place what is read, whatever happens above it. */
function keepingPlace(change: () => void) {
  if (CSS.supports('overflow-anchor', 'auto')) return change()
  const read = document.elementFromPoint(innerWidth / 2, innerHeight / 2)
  const before = read?.getBoundingClientRect().top ?? 0
  change()
  if (read?.isConnected) scrollBy(0, read.getBoundingClientRect().top - before)
}

/** A score that changes has its room already. */
function changeNow(old: HTMLElement, next: HTMLElement) {
  const [from, to] = [old, next].map((board) => [...board.querySelectorAll<HTMLElement>('[data-now]')])
  if (from?.length !== to?.length) return
  for (const [at, part] of from?.entries() ?? []) part.textContent = to?.[at]?.textContent ?? ''
}
