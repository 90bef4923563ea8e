import { writeStorage } from './storage.ts'

export function enableThemeSwitch() {
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-does="theme"]')) {
    button.hidden = false
    button.addEventListener('click', () => {
      const { dataset } = document.documentElement
      const dark = dataset.theme ? dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches
      dataset.theme = dark ? 'light' : 'dark'
      writeStorage('theme', dataset.theme)
    })
  }
}
