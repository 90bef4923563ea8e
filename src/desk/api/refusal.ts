/** The press's refusals as problems: the one place where a reason becomes a status and words. */
import type { Problem } from '../../edge/problem.ts'
import type { Refusal } from '../../press/calls.ts'

export function refusalProblem(refusal: Refusal): Problem {
  switch (refusal.reason) {
    case 'unknown-article':
      return { status: 404, detail: `The article "${refusal.slug}" doesn’t exist. Check the slug.` }
    case 'unknown-revision':
      return {
        status: 404,
        detail: `"${refusal.slug}" has no revision ${refusal.revision}. Its newest is ${refusal.newest}.`,
        members: { newest: refusal.newest },
      }
    case 'unknown-update':
      return { status: 404, detail: `"${refusal.slug}" has no update "${refusal.id}". It may have been taken back or refused since you read it.` }
    case 'renamed':
      return { status: 404, detail: `${refusal.message} Use /api/articles/${refusal.current} instead.`, members: { renamed: refusal.current } }
    case 'slug-taken':
      return {
        status: 409,
        detail:
          refusal.by === refusal.slug
            ? `Another article already has the slug "${refusal.slug}". Choose another.`
            : `"${refusal.slug}" is a former slug of "${refusal.by}" and redirects to it. Choose another.`,
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
        detail: `You started from revision ${refusal.expected} of "${refusal.slug}", but revision ${refusal.got} has been filed since. Read it, merge your changes, and send them with If-Match: "${refusal.got}".`,
        members: { expected: refusal.expected, current: refusal.got },
        headers: { ETag: `"${refusal.got}"` },
      }
    case 'already-filed':
      return {
        status: 412,
        detail: `"${refusal.slug}" already exists, at revision ${refusal.got}. Choose another slug, or send If-Match: "${refusal.got}" to replace it.`,
        members: { current: refusal.got },
        headers: { ETag: `"${refusal.got}"` },
      }
    case 'stale-value':
      return {
        status: 412,
        detail:
          refusal.current === null
            ? `There’s no ${refusal.what} yet, so If-Match can’t match. Send If-None-Match: * instead.`
            : `${changeWords(refusal)} Read it again, merge your changes, and send them with If-Match: "${refusal.current}".`,
        members: { current: refusal.current, ...(refusal.changed && { changed: refusal.changed }) },
        ...(refusal.current !== null && { headers: { ETag: `"${refusal.current}"` } }),
      }
    case 'already-there':
      return {
        status: 412,
        detail: `The ${refusal.what} already exists. Send If-Match: "${refusal.current}" to replace it.`,
        members: { current: refusal.current },
        headers: { ETag: `"${refusal.current}"` },
      }
    case 'unknown-name':
      return { status: 404, detail: `There’s no ${refusal.kind} "${refusal.slug}". Check the slug.` }
    case 'moved-name':
      return {
        status: 404,
        detail: `The ${refusal.kind} "${refusal.slug}" was renamed or merged. It’s "${refusal.current}" now.`,
        members: { renamed: refusal.current },
      }
    case 'name-taken':
      return {
        status: 409,
        detail: `Another ${refusal.kind} already has the slug "${refusal.slug}". ${refusal.kind === 'section' ? 'To make the two one, move the stories there at /desk/stories, take the empty section out of the settings and add a redirect from its address. Or choose' : 'Merge the two, or choose'} another slug.`,
        members: { takenBy: refusal.slug },
      }
    case 'same-name':
      return {
        status: 409,
        detail: refusal.kind === 'section' ? `The section is already called "${refusal.slug}".` : `A ${refusal.kind} can’t be merged with itself.`,
      }
    case 'section-moving':
      return { status: 409, detail: `Articles are still being moved from the section "${refusal.section}". Try again in a few minutes.` }
    case 'wrong-state':
      return { status: 409, detail: refusal.message, members: { state: refusal.state } }
    case 'not-allowed':
      return { status: 403, detail: refusal.message, members: { needs: refusal.needs } }
    case 'too-many-drafts':
      return {
        status: 409,
        detail: `You have ${refusal.most} drafts, which is as many as we keep. File or delete some first.`,
        members: { most: refusal.most },
      }
    case 'too-many-notes':
      return {
        status: 409,
        detail: `"${refusal.slug}" has ${refusal.most} notes, which is as many as we keep. Delete some first.`,
        members: { most: refusal.most },
      }
    case 'too-many-links':
      return {
        status: 409,
        detail: `"${refusal.slug}" has had ${refusal.most} links for approval, which is as many as we keep.`,
        members: { most: refusal.most },
      }
    case 'unknown-link':
      return { status: 404, detail: `"${refusal.slug}" has no such link.` }
    case 'unknown-note':
      return { status: 404, detail: `"${refusal.slug}" has no note ${refusal.id}. Somebody may have deleted it.` }
    case 'unknown-block':
      return {
        status: 422,
        detail: '1 problem to fix.',
        flaws: [{ pointer: '/block', message: `Revision ${refusal.revision} of "${refusal.slug}" has ${refusal.blocks} blocks, counted from 0.` }],
      }
    case 'no-room':
      return { status: 409, detail: noRoomWords(refusal), members: { at: refusal.at, bytes: refusal.bytes, most: refusal.most } }
    case 'key-reused':
      return { status: 422, detail: `The Idempotency-Key "${refusal.key}" was already used with a different body. Use a new key for a new request.`, flaws: [] }
    case 'older-version':
      return {
        status: 409,
        detail: `The agency sent version ${refusal.got} of "${refusal.slug}", but version ${refusal.held} is already here. Nothing was changed.`,
        members: { slug: refusal.slug, held: refusal.held, got: refusal.got },
      }
    case 'stopped-item':
      return {
        status: 409,
        detail: `The agency stopped ${refusal.uri}, and this doesn’t say that it’s a newer version. "${refusal.slug}" wasn’t changed. An editor can still publish it.`,
        members: { slug: refusal.slug },
      }
    case 'other-item':
      return {
        status: 409,
        detail: `"${refusal.slug}" follows a different agency item, ${refusal.follows}. File ${refusal.uri} with POST /api/ninjs, or under another slug.`,
        members: { slug: refusal.slug, follows: refusal.follows },
      }
    case 'unknown-item':
      return {
        status: 404,
        detail: `No article was filed from ${refusal.uri}, so there’s nothing to withdraw. If it arrives later, it will be kept as a draft.`,
      }
  }
}

const noRoomWords = ({ section, at, bytes, most }: Extract<Refusal, { reason: 'no-room' }>) =>
  `There’s no room for this campaign: at ${at}, campaigns ${section === '' ? 'for all sections' : `in the section "${section}"`} would take ${bytes} bytes. They can take up to ${most}. Choose other times or sections, shorten its creatives, or end another campaign first.`

const changeWords = ({ what, changed }: Extract<Refusal, { reason: 'stale-value' }>) =>
  changed ? `${changed.by} changed the ${what} at ${changed.at}, after you read it.` : `The ${what} has changed since you read it.`
