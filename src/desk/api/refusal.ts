/** The press's refusals as problems: the one place where a reason becomes a status and words. */
import type { Problem } from '../../edge/problem.ts'
import type { Refusal } from '../../press/calls.ts'

export function refusalProblem(refusal: Refusal): Problem {
  switch (refusal.reason) {
    case 'unknown-article':
      return { status: 404, detail: `No article "${refusal.slug}" was ever filed here.` }
    case 'unknown-revision':
      return {
        status: 404,
        detail: `"${refusal.slug}" has no revision ${refusal.revision}; its newest is ${refusal.newest}.`,
        members: { newest: refusal.newest },
      }
    case 'renamed':
      return { status: 404, detail: `${refusal.message} Send this to /api/articles/${refusal.current}.`, members: { renamed: refusal.current } }
    case 'slug-taken':
      return {
        status: 409,
        detail:
          refusal.by === refusal.slug
            ? `Another article is called "${refusal.slug}". Choose another slug.`
            : `"${refusal.slug}" leads to "${refusal.by}", which was called so before. Choose another slug.`,
        members: { takenBy: refusal.by },
      }
    case 'erased-revision':
      return {
        status: 410,
        detail: `Revision ${refusal.revision} of "${refusal.slug}" was erased by ${refusal.erased.by} at ${refusal.erased.at}: ${refusal.erased.reason}`,
        members: { erased: refusal.erased },
      }
    case 'stale-revision':
      return {
        status: 412,
        detail: `You started from revision ${refusal.expected} of "${refusal.slug}", but revision ${refusal.got} has been filed since. Read it, bring the two together, and send yours with If-Match: "${refusal.got}".`,
        members: { expected: refusal.expected, current: refusal.got },
        headers: { ETag: `"${refusal.got}"` },
      }
    case 'already-filed':
      return {
        status: 412,
        detail: `"${refusal.slug}" exists already, at revision ${refusal.got}. Choose another slug, or send If-Match: "${refusal.got}" to replace it.`,
        members: { current: refusal.got },
        headers: { ETag: `"${refusal.got}"` },
      }
    case 'stale-value':
      return {
        status: 412,
        detail:
          refusal.current === null
            ? `There is no ${refusal.what} yet, so If-Match cannot hold. Send yours with If-None-Match: *.`
            : `The ${refusal.what} is no longer what you read. Read it again, bring the two together, and send yours with If-Match: "${refusal.current}".`,
        members: { current: refusal.current },
        ...(refusal.current !== null && { headers: { ETag: `"${refusal.current}"` } }),
      }
    case 'already-there':
      return {
        status: 412,
        detail: `The ${refusal.what} is there already. Send If-Match: "${refusal.current}" to replace it.`,
        members: { current: refusal.current },
        headers: { ETag: `"${refusal.current}"` },
      }
    case 'wrong-state':
      return { status: 409, detail: refusal.message, members: { state: refusal.state } }
    case 'not-allowed':
      return { status: 403, detail: refusal.message, members: { needs: refusal.needs } }
    case 'key-reused':
      return { status: 422, detail: `The Idempotency-Key "${refusal.key}" came before with another body. A new request takes a new key.`, flaws: [] }
    case 'older-version':
      return {
        status: 409,
        detail: `The agency sent version ${refusal.got} of "${refusal.slug}", but version ${refusal.held} is here already. Nothing was changed.`,
        members: { slug: refusal.slug, held: refusal.held, got: refusal.got },
      }
    case 'stopped-item':
      return {
        status: 409,
        detail: `The agency stopped ${refusal.uri}, and nothing says that this is a newer version of it. "${refusal.slug}" was left as it is; an editor can publish it all the same.`,
        members: { slug: refusal.slug },
      }
    case 'other-item':
      return {
        status: 409,
        detail: `"${refusal.slug}" follows another of the agency's items, ${refusal.follows}. File ${refusal.uri} with POST /api/ninjs, or under another slug.`,
        members: { slug: refusal.slug, follows: refusal.follows },
      }
    case 'unknown-item':
      return {
        status: 404,
        detail: `Nothing was filed from ${refusal.uri}, so there is nothing to take down. Should it come later, it is kept as a draft.`,
      }
  }
}
