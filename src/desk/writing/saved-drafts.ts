/** What a page had saved before it was closed, beside what this device kept of it: the same text is offered once. */
import { draftArticle } from '../story-content.ts'
import { readOwnDraft } from './desk-calls.ts'
import type { LocalCopy } from './local-copies.ts'

/** The newsroom's draft has all of it. */
export const isInDraft = (copy: LocalCopy, tag: string) => numberIn(tag, copy) >= (copy.draft ?? Number.POSITIVE_INFINITY)

/** The draft is the same page's and has nothing that the copy hasn't: there is nothing to choose. */
export async function isOlder(tag: string, copy: LocalCopy): Promise<boolean> {
  const number = numberIn(tag, copy)
  if (number < 0) return false
  if (number < (copy.draft ?? Number.POSITIVE_INFINITY)) return true
  const saved = await readOwnDraft(copy.story)
  return saved.kind === 'read' && saved.tag === tag && JSON.stringify(saved.article) === JSON.stringify(draftArticle(copy.content))
}

/** Of the page that the copy was typed in; below 0 for another's. */
const numberIn = (tag: string, { tab }: LocalCopy) => (tag.startsWith(`${tab}.`) ? Number(tag.slice(tab.length + 1)) : -1)

/** The tag of the draft that the page offers. */
export const draftOffered = () => document.querySelector('.draft-offer')?.querySelector<HTMLInputElement>('input[name=tag]')?.value ?? ''
