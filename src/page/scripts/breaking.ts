import { recall, remember } from './storage.ts'

/** A banner once closed stays closed, until its words change. */
export function breaking() {
  const banner = document.querySelector<HTMLElement>('[data-breaking]')
  const words = banner?.dataset.breaking
  const button = banner?.querySelector('button')
  if (!banner || !words || !button) return
  if (recall('breaking') === words) banner.hidden = true
  button.hidden = false
  button.addEventListener('click', () => {
    remember('breaking', words)
    banner.hidden = true
  })
}
