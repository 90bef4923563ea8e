import { drop, keep, kept, thisArticle } from './kept.ts'

const MAX_SAVED = 200

export function saved() {
  const button = document.querySelector<HTMLButtonElement>('[data-does="save"]')
  const article = thisArticle()
  if (!button || !article) return
  const words = { save: button.getAttribute('aria-label') ?? '', saved: button.dataset.done ?? '' }
  const isSaved = () => kept('saved').some(({ path }) => path === article.path)
  const show = () => {
    button.setAttribute('aria-pressed', String(isSaved()))
    button.setAttribute('aria-label', isSaved() ? words.saved : words.save)
  }
  button.hidden = false
  button.addEventListener('click', () => {
    if (isSaved()) drop('saved', article.path)
    else keep('saved', { ...article, at: Date.now() }, MAX_SAVED)
    show()
  })
  show()
}
