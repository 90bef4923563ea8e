/** Sends one file of copy to the site: its pictures first, then the copy that points to them. */
import { createHash } from 'node:crypto'
import { resolve } from 'node:path'
import type { Api, Call, Reply } from './api.ts'
import { articlePath } from './command.ts'
import type { CopyFile } from './copy-file.ts'
import { type Upload, uploadPicturesOf, uploadPicturesOfMarkdown } from './pictures.ts'

/** What the API answers to a filing. */
export type Filed = {
  slug: string
  revision: number
  state: string
  url: string
  changed?: boolean
  stale?: string[]
  preview?: { url: string; until: string }
}

export type Terms = {
  publish: boolean
  section?: string | undefined
  dryRun: boolean
  /** Refuse what exists. */
  onlyNew: boolean
  /** Differs from run to run: a repeated request is known, yet copy that is put back to what it was is filed anew. */
  run: string
}

/** The copy as it goes out: its pictures point to where readers find them. */
export type ReadyCopy = { text: string; value?: Record<string, unknown> }

export type Ready = { ok: true; call: Call; copy: ReadyCopy } | { ok: false; lines: string[] }

const TYPES = { json: 'application/json', markdown: 'text/markdown', ninjs: 'application/ninjs+json' } as const

/** Uploads the pictures and writes the request. */
export async function readyToFile(file: CopyFile, cwd: string, upload: Upload, terms: Terms): Promise<Ready> {
  const path = resolve(cwd, file.shown)
  let text = file.text
  let lines: string[]
  if (file.value) {
    const flaws = await uploadPicturesOf(file.value, path, upload)
    lines = flaws.map(({ pointer, message }) => `${file.place(pointer)}: ${pointer}: ${message}`)
    text = JSON.stringify(file.value)
  } else {
    const done = await uploadPicturesOfMarkdown(text, path, upload)
    lines = done.flaws.map(({ line, message }) => `${file.shown}:${line}: ${message}`)
    text = done.text
  }
  if (lines.length > 0) return { ok: false, lines }
  return { ok: true, call: callOf(file, text, terms), copy: { text, ...(file.value && { value: file.value }) } }
}

function callOf(file: CopyFile, text: string, terms: Terms): Call {
  const query = {
    publish: terms.publish ? 'now' : undefined,
    section: terms.section,
    ...(terms.dryRun && { validate: 'only', preview: 1 }),
  }
  const key = createHash('sha256')
    .update([terms.run, file.slug, JSON.stringify(query), text].join('\n'))
    .digest('hex')
    .slice(0, 48)
  return {
    query,
    body: text,
    type: TYPES[file.form],
    headers: { ...(!terms.dryRun && { 'Idempotency-Key': key }), ...(terms.onlyNew && file.form !== 'ninjs' && { 'If-None-Match': '*' }) },
    repeatable: true,
  }
}

/** Agency copy is known by its `uri`; the site knows its slug. */
export const file = (api: Api, copy: CopyFile, call: Call): Promise<Reply<Filed>> =>
  copy.form === 'ninjs' ? api.ask('POST', '/api/ninjs', call) : api.ask('PUT', articlePath(copy.slug), call)

/** Asked before any picture goes up. What an agency sent before is known by its version, and answers "unchanged" or is refused. */
export async function isThere(api: Api, copy: CopyFile): Promise<boolean> {
  if (copy.form === 'ninjs') return false
  return (await api.send('HEAD', articlePath(copy.slug))).ok
}
