/** What stands in the edition where a story had its address before it was renamed: where readers are sent. */
import * as v from 'valibot'
import { SiteUrl, Slug } from './field.ts'

/** `redirect` is a path of this site, or an address elsewhere. */
export const Redirect = v.looseObject({ v: v.literal(1), redirect: SiteUrl, slug: Slug })
export type Redirect = v.InferOutput<typeof Redirect>

/** As of tombstones: what has a body is an article, whatever else it has. */
export const isRedirect = (input: unknown) => typeof input === 'object' && input !== null && 'redirect' in input && !('body' in input)
