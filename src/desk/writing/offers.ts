/** Text that this browser kept and the newsroom never got: offered when the story is opened again, and never put in its place in silence. */
import { button, element } from '../editor/element.ts'
import { isSameContent, type StoryContent } from '../story-content.ts'
import { readOwnDraft } from './desk-calls.ts'
import type { LocalCopies, LocalCopy } from './local-copies.ts'
import type { Notices } from './notices.ts'
import { draftOffered, isInDraft } from './saved-drafts.ts'
import { changesOnDemand } from './shown-changes.ts'
import type { StoryForm } from './story-form.ts'

type Parts = { form: StoryForm; copies: LocalCopies; notices: Notices; by: string; onContinued: (copy: LocalCopy) => void }

export async function offerLocalCopies(parts: Parts) {
  const { form, copies, by } = parts
  const opened = form.read()
  const tags = [draftOffered(), form.element.dataset.draftTag ?? '']
  for (const copy of await copies.left(by)) {
    if (!isOfThisPage(form, copy)) continue
    if (isSameContent(copy.content, opened) || tags.some((tag) => isInDraft(copy, tag))) await copies.remove(copy)
    else if (!(await offerSaved(parts, copy))) offer(parts, copy, opened)
  }
}

/** What its page sent when it was closed may have arrived after this page was made. */
async function offerSaved({ form, copies, notices }: Parts, copy: LocalCopy): Promise<boolean> {
  const saved = await readOwnDraft(copy.story)
  if (saved.kind === 'none' || !isInDraft(copy, saved.tag)) return false
  await copies.remove(copy)
  document.querySelector('.draft-offer')?.remove()
  const href = `/desk/${form.slug ? `stories/${form.slug}?draft=mine` : `drafts/${copy.story}`}`
  notices.show(`copy ${copy.tab}`, {
    text: `Text${ofWhich(form, copy)} is saved to the newsroom as a draft, typed ${whenOf(copy, form.element.dataset.zone)}.`,
    actions: [element('a', { class: 'button', text: 'Continue with it', attributes: { href } })],
  })
  return true
}

/** A new story's page is the place for all that was never filed; its own story's former slug is in the page, too. */
const isOfThisPage = (form: StoryForm, { story }: LocalCopy) =>
  story === form.draftId || story === `story:${form.element.dataset.formerly}` || (isNewStory(form) && !story.startsWith('story:'))

const isNewStory = (form: StoryForm) => !form.slug && location.pathname === '/desk/new'

/** Where several may be offered. */
function ofWhich(form: StoryForm, { content }: LocalCopy) {
  const headline = content.values.headline?.trim()
  return isNewStory(form) && headline ? ` of “${headline}”` : ''
}

function offer({ form, copies, notices, onContinued }: Parts, copy: LocalCopy, opened: StoryContent) {
  const matter = `copy ${copy.tab}`
  const when = whenOf(copy, form.element.dataset.zone)
  const of = ofWhich(form, copy)
  const put = () => {
    form.write(copy.content)
    if (form.slug) form.base = copy.base
    else form.draftId = copy.story
    notices.remove(matter)
    onContinued(copy)
  }
  const discard = () => {
    void copies.remove(copy)
    notices.show(matter, { text: `Discarded: the text${of} typed ${when}.`, actions: [button('Bring it back', bringBack)], isGood: true })
  }
  const bringBack = () => {
    void copies.keep(copy)
    show()
  }
  const show = () =>
    notices.show(matter, {
      text: `Text${of} that wasn’t saved to the newsroom is kept on this device, typed ${when}.`,
      actions: [button('Continue with it', put, { class: '' }), button('Discard', discard, { class: 'quiet' })],
      more: [
        changesOnDemand(
          'Show what differs',
          () => opened,
          () => copy.content,
        ),
      ],
    })
  show()
}

/** On the newsroom's clocks, as every time at the desk. */
const whenOf = ({ at }: LocalCopy, timeZone: string | undefined) =>
  new Date(at).toLocaleString('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', ...(timeZone && { timeZone }) })
