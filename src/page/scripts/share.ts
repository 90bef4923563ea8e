/** The device's own share sheet where there is one, else the address into the clipboard. */
export function enableSharing() {
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-does="copy-link"]')) {
    button.hidden = false
    button.addEventListener('click', () => void shareFrom(button))
  }
}

async function shareFrom(button: HTMLButtonElement) {
  const url = document.querySelector<HTMLLinkElement>('link[rel=canonical]')?.href ?? location.href
  try {
    if ('share' in navigator && matchMedia('(pointer: coarse)').matches) return await navigator.share({ url, title: document.title })
    await navigator.clipboard.writeText(url)
    button.setAttribute('aria-label', button.dataset.done ?? '')
    const label = button.querySelector('span')
    if (label) label.textContent = button.dataset.done ?? ''
  } catch {
    // The reader closed the sheet, or the browser keeps its clipboard shut: nothing was promised.
  }
}
