import { writeStorage } from './storage.ts'

/** A banner once closed stays closed, until its words change. Whether it was is settled before the first paint: see inline-theme. */
export function enableBannerDismissal() {
  const { dataset } = document.documentElement
  document.querySelector('[data-does="dismiss-breaking"]')?.addEventListener('click', () => {
    writeStorage('breaking', dataset.breaking ?? '')
    dataset.dismissed = ''
    document.querySelector<HTMLElement>('main')?.focus()
  })
}
