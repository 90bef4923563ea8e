/**
 * "Also worth reading" is as high as what it says once it is there; until then its space is kept. It gives up what is too much of it
 * only while that cannot be seen: when the end of its cards is below the window.
 */
export function fitAlsoToCards() {
  document.addEventListener('htmx:after:swap', ({ target }) => {
    // With the next frame, when it is known where the reader has scrolled to.
    if (target instanceof HTMLElement && target.matches('.also-space')) requestAnimationFrame(() => fitToCards(target))
  })
}

function fitToCards(space: HTMLElement) {
  if ((space.lastElementChild?.getBoundingClientRect().bottom ?? 0) > innerHeight) space.dataset.fits = ''
  else addEventListener('scroll', () => fitToCards(space), { once: true, passive: true })
}
