/** What can only be done for some seconds goes when they are over, unless somebody is about to press it. */
export function forSeconds() {
  for (const element of document.querySelectorAll<HTMLElement>('[data-for-seconds]')) {
    const remove = () => {
      if (element.contains(document.activeElement)) setTimeout(remove, 2000)
      else element.remove()
    }
    setTimeout(remove, Number(element.dataset.forSeconds) * 1000)
  }
}
