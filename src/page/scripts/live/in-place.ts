/** Changes in place that nobody sees anything move by. */

/** Whether it was done: not while what is around it would move before the reader's eyes, or the focus be lost. */
export function replaceQuietly(old: HTMLElement, next: HTMLElement): boolean {
  if (old.contains(document.activeElement)) return false
  if (!isSeen(old)) {
    keepingPlace(old, () => old.replaceWith(next))
    return true
  }
  const around = old.nextElementSibling ?? old.parentElement ?? old
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

function isSeen(element: Element) {
  const { top, bottom } = element.getBoundingClientRect()
  return bottom >= 0 && top <= innerHeight
}

const placeOf = (element: Element) => {
  const { left, top, bottom } = element.getBoundingClientRect()
  return [left, top, bottom].map((side) => Math.round(side + scrollY)).join()
}

/** Most browsers keep in its place what is read, whatever happens above it. */
function keepingPlace(element: Element, change: () => void) {
  if (CSS.supports('overflow-anchor', 'auto')) return change()
  const isAbove = element.getBoundingClientRect().bottom < 0
  const before = document.documentElement.scrollHeight
  change()
  if (isAbove) scrollBy(0, document.documentElement.scrollHeight - before)
}

/** A score that changes has its room already. */
function changeNow(old: HTMLElement, next: HTMLElement) {
  const [from, to] = [old, next].map((board) => [...board.querySelectorAll<HTMLElement>('[data-now]')])
  if (from?.length !== to?.length) return
  for (const [at, part] of from?.entries() ?? []) part.textContent = to?.[at]?.textContent ?? ''
}
