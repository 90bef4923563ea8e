/**
 * Files copy so that nobody's newer revision is lost. What is known to have started from a revision replaces that revision alone;
 * what is not known to have started from any replaces nothing but the very same copy.
 */
import { isDeepStrictEqual } from 'node:util'
import { type Reply, revisionOf } from './api.ts'
import { articlePath, type CommandContext } from './command-context.ts'
import { type CopyFile, hasOwnDate } from './copy-file.ts'
import { compare, type Filed, type FilingOptions, file, type Precondition, type PreparedCopy } from './filing.ts'
import { newestRevision, type Revision } from './newer-revision.ts'
import { revisionStartedFrom } from './started-from.ts'

/** The site has copy that this file did not start from, or not from its newest revision. */
export type Conflict = { ok: false; started: number | undefined; newest: Revision | undefined }

export async function fileUnlessNewer(
  { api, records }: CommandContext,
  copy: CopyFile,
  ready: PreparedCopy,
  options: FilingOptions,
): Promise<Reply<Filed> | Conflict> {
  const send = (precondition: Precondition) => file(api, copy, ready, options, precondition)
  // An agency's item is known by its uri, and older versions are refused by their number.
  if (copy.form === 'ninjs' || options.replace) return send(undefined)
  const started = options.onlyNew ? undefined : (options.startedFrom ?? (await revisionStartedFrom(records, copy, api.url)))
  const first = await send(started ?? 'none')
  if (!isStale(first) || options.onlyNew) return first
  const would = await compare(api, copy, ready, options)
  if (!would.ok) return would
  const mayReplace = await replaceable(would.value)
  const second = mayReplace === undefined ? first : await send(mayReplace)
  return isStale(second) ? { ok: false, started, newest: await newestRevision(api, copy.slug) } : second

  /** What the copy may be filed over all the same: nothing, as where a site was set up anew; itself; or itself as the press dated it. */
  async function replaceable(would: Filed): Promise<Precondition> {
    if (would.created) return 'none'
    if (would.changed === false) return { newest: would.revision, base: started ?? 0 }
    return started === undefined ? undefined : await newestWithSameCopy(started)
  }

  /** The newest revision, where all that was filed since is a date, a correction or live updates: the site keeps those whatever copy comes. */
  async function newestWithSameCopy(started: number): Promise<Precondition> {
    const [before, newest] = await Promise.all([
      api.ask<Record<string, unknown>>('GET', articlePath(copy.slug), { query: { revision: started } }),
      api.ask<Record<string, unknown>>('GET', articlePath(copy.slug)),
    ])
    if (!before.ok || !newest.ok) return undefined
    const sameCopy = isDeepStrictEqual(copyAlone(before.value), copyAlone(newest.value))
    // Copy that says another date itself would take back the one an editor gave it.
    const sameDate = before.value.publishedAt === newest.value.publishedAt || !hasOwnDate(copy)
    const revision = revisionOf(newest)
    return sameCopy && sameDate && revision !== undefined ? { newest: revision, base: started } : undefined
  }
}

const isStale = (reply: Reply<Filed>) => !reply.ok && reply.problem.status === 412

/** Of live coverage, too, what is told by calls of its own: they say when it was updated. */
function copyAlone({ publishedAt: _, corrections: __, ...copy }: Record<string, unknown>) {
  if (copy.kind !== 'live') return copy
  const { updates: ___, ended: ____, updatedAt: _____, ...alone } = copy
  return alone
}
