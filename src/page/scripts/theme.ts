import { removeFromStorage, writeStorage } from './storage.ts'

/** Light, dark, or what the reader's device says: that is no choice of theirs, and nothing of it is stored. */
export function enableThemeSwitch() {
  const { dataset } = document.documentElement
  for (const choice of document.querySelectorAll<HTMLFieldSetElement>('[data-does="theme"]')) {
    choice.hidden = false
    for (const option of choice.querySelectorAll('input')) option.checked = option.value === (dataset.theme ?? 'system')
    choice.addEventListener('change', ({ target }) => {
      const { value } = target as HTMLInputElement // Only its radio buttons change.
      if (value === 'system') {
        delete dataset.theme
        removeFromStorage('theme')
      } else {
        dataset.theme = value
        writeStorage('theme', value)
      }
    })
  }
}
