/** A frame that a form was sent into has something to show from then on. Its id is its name. */
export function showFramesSentTo() {
  document.addEventListener('submit', (event) => {
    const name = (event.submitter as HTMLButtonElement | null)?.formTarget
    if (name) document.getElementById(name)?.classList.add('sent-to')
  })
}
