import { readList, removeFromList, saveToList, thisArticle } from './saved-lists.ts'

const MAX_SAVED = 200

export function enableSaveButton() {
  const button = document.querySelector<HTMLButtonElement>('[data-does="save"]')
  const article = thisArticle()
  if (!button || !article) return
  const words = { save: button.getAttribute('aria-label') ?? '', saved: button.dataset.done ?? '' }
  const isSaved = () => readList('saved').some(({ path }) => path === article.path)
  const show = () => {
    button.setAttribute('aria-pressed', String(isSaved()))
    button.setAttribute('aria-label', isSaved() ? words.saved : words.save)
  }
  button.hidden = false
  button.addEventListener('click', () => {
    if (isSaved()) removeFromList('saved', article.path)
    else saveToList('saved', { ...article, at: Date.now() }, MAX_SAVED)
    show()
  })
  show()
}
