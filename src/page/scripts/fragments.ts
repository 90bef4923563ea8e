/** What to show when a lazy block's request fails on the way; answers of ours, good or bad, are swapped in by htmx. */
export function handleFragmentFailures() {
  document.addEventListener('htmx:error', ({ target }) => {
    const block = target instanceof Element ? target.closest<HTMLElement>('[data-failed]') : null
    const words = block?.querySelector('.loading')
    if (block && words) words.textContent = block.dataset.failed ?? ''
  })
  document.addEventListener('htmx:after:swap', ({ target }) => {
    // An empty slot keeps its space; its label is hidden, so that nobody reads "Advertisement" over nothing.
    if (target instanceof Element && target.matches('.slot-space:empty')) target.closest('.slot')?.setAttribute('data-empty', '')
  })
}
