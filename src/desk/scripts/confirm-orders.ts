/** A button with `data-confirm` asks first. Without a script the order's own page asks, or the order can be taken back. */
export function confirmOrders() {
  document.addEventListener('submit', (event) => {
    const question = (event.submitter as HTMLElement | null)?.dataset.confirm
    if (question && !confirm(question)) event.preventDefault()
  })
}
