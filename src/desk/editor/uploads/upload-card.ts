/** What stands in the text while a picture is on its way: how far it is, or why it failed. Nothing of it is copy. */
import { button, element } from '../element.ts'

export type UploadCard = { dom: HTMLElement; showProgress: (share: number) => void; showFailure: (reason: string) => void }

export function uploadCard(name: string, orders: { cancel: () => void; retry: () => void }): UploadCard {
  const words = element('p', { text: `Uploading ${name}` })
  const progress = element('progress', { attributes: { max: '1', value: '0', 'aria-label': `Upload of ${name}` } })
  const retry = button('Try again', orders.retry, { 'aria-label': `Try again: ${name}` })
  const cancel = button('Cancel', orders.cancel, { 'aria-label': `Cancel: ${name}` })
  const nameCancel = (verb: string) => {
    cancel.textContent = verb
    cancel.setAttribute('aria-label', `${verb}: ${name}`)
  }
  retry.hidden = true
  const dom = element('div', { class: 'card upload', attributes: { contenteditable: 'false', role: 'group', 'aria-label': 'Picture upload' } }, [
    words,
    progress,
    element('div', { class: 'card-actions' }, [retry, cancel]),
  ])
  return {
    dom,
    showProgress(share) {
      words.textContent = `Uploading ${name}`
      progress.hidden = false
      progress.value = share
      retry.hidden = true
      nameCancel('Cancel')
    },
    showFailure(reason) {
      words.textContent = `${name} wasn’t uploaded. ${reason}`
      progress.hidden = true
      retry.hidden = false
      nameCancel('Remove')
    },
  }
}
