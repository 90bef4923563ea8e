/** A frame that a form was sent into has something to show from then on. */
export function showFramesSentTo() {
  document.addEventListener('submit', (event) => {
    const name = (event.submitter as HTMLButtonElement | null)?.formTarget
    if (name) document.querySelector(`iframe[name="${name}"]`)?.classList.add('sent-to')
  })
}
