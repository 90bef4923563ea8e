/** What is typed stands in the address: it can be sent on, and is there after a look at a result. */
export function keepSearchInAddress() {
  document.addEventListener('htmx:after:swap', ({ target }) => {
    if (!(target instanceof HTMLFormElement) || !target.matches('.search-page-form')) return
    const asked = [...new FormData(target)].flatMap(([name, value]) => (typeof value === 'string' && value.trim() ? [[name, value.trim()]] : []))
    history.replaceState(null, '', asked.length > 0 ? `/search?${new URLSearchParams(asked)}` : '/search')
  })
}
