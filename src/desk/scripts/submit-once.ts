/** A form with `data-once` is sent once, however often its button is pressed: the second press would end the first, and spend what it brought. */
export function submitOnce() {
  document.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement
    if (!('once' in form.dataset)) return
    if (form.dataset.once === 'sent') event.preventDefault()
    form.dataset.once = 'sent'
  })
  // Back on the page, by the browser's history.
  window.addEventListener('pageshow', () => {
    for (const form of document.querySelectorAll<HTMLFormElement>('form[data-once]')) form.dataset.once = ''
  })
}
