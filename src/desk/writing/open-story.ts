/**
 * The story's page with a script: it saves itself and keeps what isn't saved. What it says of others, offers and checks comes a moment later.
 * Without any of this the form works as it is.
 */
import { Autosave } from './autosave.ts'
import { KeepLocal } from './keep-local.ts'
import { holdPage, LocalCopies } from './local-copies.ts'
import { SaveWords } from './save-words.ts'
import { StoryForm } from './story-form.ts'
import type { StoryPage, watchStory } from './watch-story.ts'

/** Where build-assets.ts put watch-story.ts. */
declare const STORY_WATCH: string

export function openStory(element: HTMLFormElement) {
  const form = new StoryForm(element)
  const { by = '', zone = 'UTC' } = element.dataset
  const tab = newTab()
  holdPage(tab)
  // It does by a press what happens here by itself.
  element.querySelector('[data-without-script]')?.remove()
  element.classList.add('with-script')
  const copies = new LocalCopies()
  const words = new SaveWords(element.querySelector<HTMLElement>('[data-save-state]') ?? document.createElement('div'), zone, {
    keepThis: (tag) => void autosave.replace(tag),
    tryAgain: () => void autosave.flush(),
  })
  const autosave: Autosave = new Autosave(form, tab, (state) => {
    words.show(state)
    if (state.kind === 'saved') {
      void local.now()
      if (location.pathname === '/desk/new') history.replaceState(history.state, '', `/desk/drafts/${form.draftId}`)
    }
  })
  const local = new KeepLocal({ form, autosave, copies, by, onKept: (kept) => words.kept(kept) })
  void watch({ form, autosave, local, copies, by })
}

async function watch(page: StoryPage) {
  const loaded: { watchStory: typeof watchStory } = await import(STORY_WATCH)
  loaded.watchStory(page)
}

/** Of this page alone, so that what another page saved is never taken for its own. */
const newTab = () => [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
