/** Ids of drafts, as callers name them. */

/** `story:` and a slug; or the random id of a story that was never filed. */
export const DRAFT_ID = /^(?:story:[a-z0-9]+(?:-[a-z0-9]+)*|[0-9a-z-]{20,64})$/

export const draftIdOf = (slug: string) => `story:${slug}`
