/** What to show when a lazy block's request fails on the way; answers of ours, good or bad, are swapped in by htmx. */
export function handleFragmentFailures() {
  document.addEventListener('htmx:error', ({ target }) => {
    const block = target instanceof Element ? target.closest<HTMLElement>('[data-failed]') : null
    const words = block?.querySelector('.loading')
    if (block && words) words.textContent = block.dataset.failed ?? ''
  })
}
