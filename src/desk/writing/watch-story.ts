/**
 * Beside the text: who else is here and what they did, text that was kept, the session, and the checks. An asset of its own, loaded when the
 * text is there.
 */
import { element as elementOf } from '../editor/element.ts'
import type { Autosave, SaveState } from './autosave.ts'
import { CheckStory } from './check-story.ts'
import type { Seen } from './desk-calls.ts'
import { goOnWithEnter, growWithText, showLengths } from './head-fields.ts'
import type { KeepLocal } from './keep-local.ts'
import { useNotes } from './load-notes.ts'
import type { LocalCopies, LocalCopy } from './local-copies.ts'
import { Meanwhile, type Parts } from './meanwhile.ts'
import { Notices } from './notices.ts'
import { offerLocalCopies } from './offers.ts'
import { usePickers } from './pickers.ts'
import { PictureField } from './picture-field.ts'
import { Presence, presenceWords } from './presence.ts'
import { draftOffered, isOlder } from './saved-drafts.ts'
import { checkBeforeSending } from './sending.ts'
import { SignInAgain } from './sign-in-again.ts'
import type { StoryForm } from './story-form.ts'

export type StoryPage = { form: StoryForm; autosave: Autosave; local: KeepLocal; copies: LocalCopies; by: string }

export function watchStory({ form, autosave, local, copies, by }: StoryPage) {
  const { element } = form
  const notices = new Notices(element)
  const signIn = new SignInAgain(notices, by, {
    onSignedIn: () => void autosave.resume().then(() => presence.now()),
    onOther: (name) => autosave.holdFor(name),
  })
  const checks = new CheckStory(form)
  const onDisputed: Parts['onDisputed'] = (open) =>
    checks.disputed(open.map(({ field, after }) => ({ where: after === undefined ? `/${field}` : `/body/${Math.max(0, after)}` })))
  const meanwhile = new Meanwhile({ form, notices, autosave, by, onDisputed })
  const presence: Presence = new Presence(form, autosave.tab, (seen) => see(seen))
  autosave.onState(afterSaving)

  let continued: LocalCopy | undefined

  function afterSaving(state: SaveState) {
    if (state.kind === 'saved' && state.entry) meanwhile.see(state.entry)
    if (state.kind === 'stale' && continued) void replaceItsDraft(state.tag, continued, autosave)
    if (state.kind === 'signed-out') signIn.ask()
  }

  function see(seen: Seen) {
    if (seen.kind === 'signed-out') signIn.ask()
    if (seen.kind === 'gone') notices.show('state', { text: 'This story was deleted while you had it open. Copy what you need, or file it as a new story.' })
    if (seen.kind !== 'seen') return
    if (seen.you.name !== by || signIn.isWaiting || autosave.isHeld) signIn.isNow(seen.you.name)
    meanwhile.see(seen.entry)
    showPresent(element, presenceWords(seen.present))
    showRole(element, seen.you.role, notices)
  }

  checkBeforeSending({
    form,
    autosave,
    notices,
    by,
    askToSignIn: () => signIn.ask(),
    keepLocal: () => local.now(),
    isHeldBack: () => {
      if (meanwhile.isUnsettled) meanwhile.showUnsettled()
      return meanwhile.isUnsettled
    },
    isUploading: () => form.editor?.isUploading() || picture?.isUploading || false,
  })
  const announce = announcer(element)
  usePickers(form, announce)
  useNotes({ form, notices, by, announce })
  const pictureFields = element.querySelector<HTMLDetailsElement>('details.picture-fields')
  const picture = pictureFields ? new PictureField(form, pictureFields, announce) : undefined
  showLengths(form)
  goOnWithEnter(form)
  growWithText(form)
  const onContinued = async (copy: LocalCopy) => {
    continued = copy
    await local.now()
    await copies.remove(copy)
    await replaceItsDraft(draftOffered(), copy, autosave)
    await presence.now()
  }
  void offerLocalCopies({ form, copies, notices, by, onContinued })
}

/** What the same page had saved before, also where that arrived after this page was opened. */
async function replaceItsDraft(tag: string, copy: LocalCopy, autosave: Autosave) {
  if (!(await isOlder(tag, copy))) return
  document.querySelector('.draft-offer')?.remove()
  await autosave.replace(tag)
}

/** Says something to readers of screens, and shows it nobody. */
function announcer(form: HTMLFormElement) {
  const live = elementOf('p', { class: 'unseen', attributes: { role: 'status' } })
  form.append(live)
  return (text: string) => {
    live.textContent = text
  }
}

function showPresent(form: HTMLFormElement, words: string) {
  const place = form.querySelector<HTMLElement>('[data-presence]')
  if (!place) return
  place.hidden = words === ''
  if (place.textContent !== words) place.textContent = words
}

function showRole(form: HTMLFormElement, role: string, notices: Notices) {
  const publish = form.querySelector<HTMLButtonElement>('button[value=publish]')
  if (!publish) return
  publish.disabled = role === 'reporter'
  if (role === 'reporter') notices.show('role', { text: 'You’re a reporter now: you can write and file, and an editor publishes.' })
  else notices.remove('role')
}
