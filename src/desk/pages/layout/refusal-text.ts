/** What the press refuses, in the desk's words. */
import type { Refusal } from '../../../press/calls.ts'

export function refusalText(refusal: Refusal): string {
  switch (refusal.reason) {
    case 'unknown-article':
      return `There’s no story called "${refusal.slug}". It may have been deleted.`
    case 'unknown-revision':
      return `This story has no revision ${refusal.revision}. Its newest is ${refusal.newest}.`
    case 'unknown-update':
      return 'This update isn’t there any more. It was taken back, refused or approved in the meantime.'
    case 'unknown-name':
      return `There’s no ${refusal.kind} "${refusal.slug}".`
    case 'moved-name':
      return `The ${refusal.kind} "${refusal.slug}" was renamed or merged. It’s "${refusal.current}" now.`
    case 'name-taken':
      return `Another ${refusal.kind} already has the slug "${refusal.slug}". ${refusal.kind === 'section' ? 'Choose' : 'Merge the two, or choose'} another slug.`
    case 'same-name':
      return refusal.kind === 'section' ? `The section is already called "${refusal.slug}".` : `"${refusal.slug}" can’t be merged with itself.`
    case 'section-moving':
      return `Stories are still being moved from the section "${refusal.section}". Try again in a few minutes.`
    case 'too-many-notes':
      return `A story can have up to ${refusal.most} notes. Delete some that are settled first.`
    case 'too-many-links':
      return `A story can have up to ${refusal.most} approval links.`
    case 'unknown-link':
      return 'This link isn’t there any more.'
    case 'unknown-note':
      return 'This note isn’t there any more.'
    case 'unknown-block':
      return `This story has ${refusal.blocks} blocks; there’s no block ${refusal.block + 1}.`
    case 'renamed':
      return `This story is called "${refusal.current}" now. Open it under that name.`
    case 'slug-taken':
      return `Another story is or was called "${refusal.slug}". Choose a different slug.`
    case 'erased-revision':
      return `Revision ${refusal.revision} was erased by ${refusal.erased.by}: ${refusal.erased.reason}`
    case 'stale-revision':
      return `Revision ${refusal.got} was filed while you were working from revision ${refusal.expected}.`
    case 'already-filed':
      return `A story called "${refusal.slug}" already exists. Choose a different slug.`
    case 'stale-value':
      return `${refusal.changed?.by ?? 'Somebody else'} changed the ${refusal.what} in the meantime. Look at what’s there now, then try again.`
    case 'already-there':
      return `The ${refusal.what} already exists.`
    case 'wrong-state':
      return withoutCalls(refusal.message)
    case 'not-allowed':
      return refusal.message
    case 'too-many-drafts':
      return `You have ${refusal.most} unfiled drafts, and that’s the most there can be. File or discard some first.`
    case 'no-room':
      return `There’s no room for this campaign: on ${refusal.at.slice(0, 10)}, there are too many ${refusal.section === '' ? 'for all sections' : `in the section "${refusal.section}"`}. Choose other times or sections, or end another campaign first.`
    case 'key-reused':
      return 'This form was already sent with different content. Reload the page and try again.'
    case 'older-version':
      return `A newer version from the agency is already here (${refusal.held}).`
    case 'stopped-item':
      return 'The agency stopped this item.'
    case 'other-item':
      return `This story follows a different agency item, ${refusal.follows}.`
    case 'unknown-item':
      return 'No story here came from this agency item.'
  }
}

/** For the API such a message names the call that leads on. At the desk it is a button of the story’s pages. */
const withoutCalls = (message: string) => message.replace(/(?::| with)? (?:PUT|POST|DELETE) \/api\/\S+?(?:,? or newsdesk [\w -]+)?(?=[.,]?(?: |$))/g, '')
