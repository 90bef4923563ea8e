/** One stop for Tab among buttons; arrows, Home and End lead through them (APG: roving tabindex). */
export function rove(holder: HTMLElement, stops: readonly HTMLElement[], { vertical = false } = {}) {
  const moveTo = (stop: HTMLElement | undefined) => {
    if (!stop) return
    for (const other of stops) other.tabIndex = other === stop ? 0 : -1
    stop.focus()
  }
  holder.addEventListener('keydown', (event) => {
    const shown = stops.filter(({ offsetParent, hidden }) => offsetParent !== null && !hidden)
    const at = shown.indexOf(event.target as HTMLElement)
    if (at < 0 || event.ctrlKey || event.metaKey || event.altKey) return
    const to = placeAfter(event.key, at, shown.length, stepsOf(holder, vertical))
    if (to === undefined) return
    event.preventDefault()
    moveTo(shown.at(to % shown.length))
  })
  for (const [at, stop] of stops.entries()) stop.tabIndex = at === 0 ? 0 : -1
  return { focusFirst: () => moveTo(stops[0]) }
}

function stepsOf(holder: HTMLElement, vertical: boolean): [back: string, on: string] {
  if (vertical) return ['ArrowUp', 'ArrowDown']
  return getComputedStyle(holder).direction === 'rtl' ? ['ArrowRight', 'ArrowLeft'] : ['ArrowLeft', 'ArrowRight']
}

function placeAfter(key: string, at: number, length: number, [back, on]: [string, string]): number | undefined {
  if (key === on) return at + 1
  if (key === back) return at - 1
  if (key === 'Home') return 0
  return key === 'End' ? length - 1 : undefined
}
