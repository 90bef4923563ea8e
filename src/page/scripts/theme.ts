import { readStorage, removeFromStorage, writeStorage } from './storage.ts'

/** Light, dark, or what the reader's device says: that is no choice of theirs, and nothing of it is stored. */
export function enableThemeSwitch() {
  const { dataset } = document.documentElement
  for (const choice of document.querySelectorAll<HTMLFieldSetElement>('[data-does="theme"]')) {
    choice.hidden = false
    const check = () => {
      for (const option of choice.querySelectorAll('input')) option.checked = option.value === (dataset.theme ?? 'system')
    }
    const show = (theme: string | null) => {
      if (theme === 'light' || theme === 'dark') dataset.theme = theme
      else delete dataset.theme
      check()
    }
    check()
    choice.addEventListener('change', ({ target }) => {
      const { value } = target as HTMLInputElement // Only its radio buttons change.
      show(value)
      if (value === 'system') removeFromStorage('theme')
      else writeStorage('theme', value)
    })
    // What was chosen on another page holds for those that are open, and for one that the browser kept whole to come back to.
    window.addEventListener('storage', ({ key, newValue }) => key === 'theme' && show(newValue))
    window.addEventListener('pageshow', ({ persisted }) => persisted && show(readStorage('theme')))
  }
}
