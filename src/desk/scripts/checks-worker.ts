/**
 * The Web Worker that checks copy while it is written, so that typing never waits for thousands of rules of house style.
 *
 * In: `ChecksRequest`. Out: `ChecksAnswer` with the same `id`. What was sent of a context holds until it is sent anew. What the copy would change for
 * readers is the server's to say.
 */

import type { CheckContext, UnfinishedArticle } from '../../copy/checks/check-context.ts'
import { checkBlocks, checkCopy, type PlacedBlock } from '../../copy/checks/check-copy.ts'
import type { Finding } from '../../copy/checks/finding.ts'

/** `blocks` are those that changed; `article` is all of it. Of either, only what was sent is checked. */
export type ChecksRequest = { id: number; context?: Partial<CheckContext>; blocks?: PlacedBlock[]; article?: UnfinishedArticle }
export type ChecksAnswer = { id: number; findings: Finding[] }

let context: CheckContext = { now: '' }

self.addEventListener('message', ({ data }: MessageEvent<ChecksRequest>) => {
  context = { ...context, ...data.context }
  const findings = [...checkBlocks(data.blocks ?? [], context), ...(data.article ? checkCopy(data.article, context) : [])]
  self.postMessage({ id: data.id, findings } satisfies ChecksAnswer)
})
