/** A text that fits on so many screens needs no strip. */
const LONG_SCREENS = 2

/** Section, headline and ways to share stay in sight while a long text crosses the top of the window. It lies over the page: nothing moves. */
export function showStrip() {
  const strip = document.querySelector<HTMLElement>('.strip')
  const text = document.querySelector<HTMLElement>('.text')
  if (!strip || !text) return
  const atTop = new IntersectionObserver(([entry]) => (strip.hidden = !entry?.isIntersecting || text.offsetHeight < innerHeight * LONG_SCREENS), {
    rootMargin: '0px 0px -100%',
  })
  atTop.observe(text)
}
