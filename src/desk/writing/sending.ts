/** Before the form is sent: what is written is saved as a draft, and whoever sends it is asked about; a form sent offline would be lost in the air. */
import type { Autosave } from './autosave.ts'
import { whoAmI } from './desk-calls.ts'
import type { Notices } from './notices.ts'
import type { StoryForm } from './story-form.ts'

const MATTER = 'sending'
const WORDS: Record<string, string> = { file: 'filed', publish: 'filed or published', draft: 'saved' }

const UPLOADING = 'A picture is still being uploaded. Wait until it’s in the text, or cancel it, and then press this again.'

type Parts = {
  form: StoryForm
  autosave: Autosave
  notices: Notices
  by: string
  askToSignIn: () => void
  keepLocal: () => Promise<void>
  /** Why it can't be sent yet, said and shown by whoever knows; or nothing. */
  isHeldBack: (order: string) => boolean
  /** A picture on its way would be left out. */
  isUploading: () => boolean
}

export function checkBeforeSending(parts: Parts) {
  const { form, notices, isHeldBack, isUploading } = parts
  let isChecked = false
  let isAsking = false
  form.element.addEventListener('submit', (event) => {
    const submitter = event.submitter as HTMLButtonElement | null
    const order = submitter?.value ?? ''
    if (isChecked || event.defaultPrevented) return
    if (order === 'preview') {
      if (navigator.onLine) return
      event.preventDefault()
      return notices.show(MATTER, { text: 'You’re offline, and a preview is made by the newsroom. Try again when you’re back online.' })
    }
    event.preventDefault()
    // Pressed twice, a new story would be filed twice.
    if (isAsking || isHeldBack(order)) return
    if (isUploading()) return notices.show(MATTER, { text: UPLOADING })
    isAsking = true
    notices.remove(MATTER)
    void mayBeSent(parts, order).then((may) => {
      isAsking = false
      if (!may) return
      isChecked = true
      // A field that says it is wrong must not keep the desk's own form from being sent: the server says it better.
      form.element.noValidate = true
      form.element.requestSubmit(submitter)
    })
  })
  addEventListener('pageshow', () => {
    isChecked = false
  })
}

async function mayBeSent({ autosave, notices, by, askToSignIn, keepLocal }: Parts, order: string): Promise<boolean> {
  await Promise.all([autosave.flush(), keepLocal()])
  const me = await whoAmI()
  const done = WORDS[order] ?? 'sent'
  if (me.kind === 'known' && me.name === by) return true
  if (me.kind === 'signed-out') askToSignIn()
  notices.show(MATTER, { text: refusal(me, done, by) })
  return false
}

function refusal(me: Awaited<ReturnType<typeof whoAmI>>, done: string, by: string): string {
  switch (me.kind) {
    case 'known':
      return `Nothing was ${done}: you’re signed in as ${me.name} in this browser now, and this is ${by}’s text. Sign in as ${by} first.`
    case 'signed-out':
      return `Nothing was ${done}, and nothing is lost. Sign in again, then press it once more.`
    case 'offline':
      return `You’re offline: nothing was ${done}. Your text is kept. Press it again when you’re back.`
    case 'busy':
      return `The site doesn’t answer: nothing was ${done}. Your text is kept. Try again in a moment.`
    case 'forbidden':
    case 'gone':
    case 'refused':
      return `Nothing was ${done}. ${me.words}`
  }
}
