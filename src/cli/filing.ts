/** Makes the request that files one file of copy: its pictures go up first, and the copy that is sent points to them. */
import { createHash } from 'node:crypto'
import type { Api, Call, Reply } from './api.ts'
import type { ArticleState } from './article-state.ts'
import { articlePath } from './command-context.ts'
import type { CopyFile } from './copy-file.ts'
import { type Upload, uploadPicturesOf, uploadPicturesOfMarkdown } from './pictures.ts'

/** What the API answers to a filing. */
export type Filed = ArticleState & {
  created?: boolean
  changed?: boolean
  stale?: string[]
  /** What was left out or mended on the way in. */
  notes?: string[]
  preview?: { url: string; until: string }
}

export type FilingOptions = {
  publish: boolean
  section?: string | undefined
  dryRun: boolean
  /** Refuse what exists. */
  onlyNew: boolean
  /** Put the file over whatever the site has. */
  replace: boolean
  /** The revision that the copy is known to have started from. */
  startedFrom?: number
  /** Differs from run to run: a repeated request is known, yet copy that is put back to what it was is filed anew. */
  run: string
}

/** The copy as it goes out: its pictures point to where readers find them. */
export type PreparedCopy = { text: string; value?: Record<string, unknown> }

export type Prepared = { ok: true; copy: PreparedCopy } | { ok: false; lines: string[] }

/**
 * What must hold on the site for the copy to be filed: that revision is the newest, or there is none; or nothing. `base`: the one that
 * the copy was made of, where it is another; the site keeps live updates that were told since.
 */
export type Precondition = number | { newest: number; base: number } | 'none' | undefined

const TYPES = { json: 'application/json', markdown: 'text/markdown', ninjs: 'application/ninjs+json' } as const

export async function prepareCopy(file: CopyFile, upload: Upload): Promise<Prepared> {
  let text = file.text
  let lines: string[]
  if (file.value) {
    const flaws = await uploadPicturesOf(file.value, file.path, upload)
    lines = flaws.map(({ pointer, message }) => `${file.place(pointer)}: ${pointer}: ${message}`)
    text = JSON.stringify(file.value)
  } else {
    const done = await uploadPicturesOfMarkdown(text, file.path, upload)
    lines = done.flaws.map(({ line, message }) => `${file.shown}:${line}: ${message}`)
    text = done.text
  }
  if (lines.length > 0) return { ok: false, lines }
  return { ok: true, copy: { text, ...(file.value && { value: file.value }) } }
}

/** Files the copy, or in a dry run asks what would come of it. Agency copy is known by its `uri`; the site knows its slug. */
export function file(api: Api, copy: CopyFile, { text }: PreparedCopy, options: FilingOptions, precondition: Precondition): Promise<Reply<Filed>> {
  const query = {
    publish: options.publish ? 'now' : undefined,
    section: options.section,
    ...(options.dryRun && { validate: 'only', preview: 1 }),
    ...(typeof precondition === 'object' && { base: precondition.base }),
  }
  const headers = { ...(!options.dryRun && { 'Idempotency-Key': keyOf(copy, query, text, options, precondition) }), ...preconditionHeader(precondition) }
  const call: Call = { query, body: text, type: TYPES[copy.form], headers, repeatable: true }
  return copy.form === 'ninjs' ? api.ask('POST', '/api/ninjs', call) : api.ask('PUT', articlePath(copy.slug), call)
}

/** What the site would make of the copy if it only kept it. Nothing is filed. */
export const compare = (api: Api, copy: CopyFile, { text }: PreparedCopy, { section }: FilingOptions): Promise<Reply<Filed>> =>
  api.ask('PUT', articlePath(copy.slug), { query: { section, publish: 'no', validate: 'only' }, body: text, type: TYPES[copy.form], repeatable: true })

function preconditionHeader(precondition: Precondition): Record<string, string> {
  if (precondition === undefined) return {}
  if (precondition === 'none') return { 'If-None-Match': '*' }
  return { 'If-Match': `"${typeof precondition === 'object' ? precondition.newest : precondition}"` }
}

const keyOf = (copy: CopyFile, query: object, text: string, { run }: FilingOptions, precondition: Precondition) =>
  createHash('sha256')
    .update([run, copy.slug, JSON.stringify(query), typeof precondition === 'object' ? precondition.newest : (precondition ?? 'any'), text].join('\n'))
    .digest('hex')
    .slice(0, 48)

/** Asked before any picture goes up. What an agency sent before is known by its version, and answers "unchanged" or is refused. */
export async function isOnSite(api: Api, copy: CopyFile): Promise<boolean> {
  if (copy.form === 'ninjs') return false
  return (await api.send('HEAD', articlePath(copy.slug))).ok
}
