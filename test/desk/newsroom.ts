/** A newsroom for tests: the site with a press in memory, and somebody of each role at the desk. */

import { sha256 } from '../../src/edge/sha256.ts'
import { ROLES } from '../../src/press/calls.ts'
import { site } from '../../src/site.tsx'
import { fakeEnv, testSite } from '../fakes.ts'
import { fakePictures } from './fake-pictures.ts'
import { FakePress } from './fake-press.ts'
import { FakeRedirects } from './fake-redirects.ts'
import { fakeListUpkeep, fakePressUpkeep, fakeReadership } from './fake-upkeep.ts'
import { fakeWriting } from './fake-writing.ts'

const nothingFound = { popularTopics: async () => [] }
const AN_ISSUE = {
  list: 'daily',
  issue: '2026-11-26',
  kind: 'digest',
  subject: 'The morning',
  articles: ['one'],
  createdAt: '2026-11-26T06:00:00Z',
  createdBy: 'editor@desk',
  state: 'sending',
  since: '2026-11-26T07:00:00Z',
  waits: { for: 'daily-cap', until: '2026-11-27T00:00:00Z' },
  progress: { recipients: 9, sent: 3, rejected: 1, skipped: 1, failed: 0, deferred: 1, uncertain: 1, remaining: 2, lettersPerSecond: 1.5 },
}
const BATCHES = [
  { batch: 2, state: 'uncertain', letters: 1, host: '', attempts: 1, reason: 'No answer.', at: '2026-11-26T07:00:00Z' },
  { batch: 3, state: 'deferred', letters: 1, host: 'slow.example', attempts: 1, reason: 'Later.', at: '2026-11-26T07:00:00Z', dueAt: '2026-11-26T07:01:00Z' },
]

const noSubscribers = {
  ...fakeListUpkeep,
  listIssues: async () => ({ items: [AN_ISSUE] }),
  createIssue: async () => ({ ok: true, issue: AN_ISSUE }),
  readIssue: async (_list: string, issue: string) =>
    issue === AN_ISSUE.issue ? { ok: true, issue: { ...AN_ISSUE, batches: BATCHES } } : { ok: false, reason: 'unknown-issue' },
  sendIssue: async () => ({ ok: true, issue: AN_ISSUE }),
  scheduleIssue: async () => ({ ok: true, issue: AN_ISSUE }),
  pauseIssue: async () => ({ ok: true, issue: AN_ISSUE }),
  resumeIssue: async () => ({ ok: true, issue: AN_ISSUE }),
  stopIssue: async () => ({ ok: true, issue: AN_ISSUE }),
  testSend: async () => ({ ok: false, reason: 'no-address' }),
  settleUncertain: async () => ({ ok: false, reason: 'unknown-batch' }),
  subscribers: async () => ({ items: [] }),
  consents: async () => ({ items: [] }),
  counts: async () => ({ lists: [], suppressed: { bounce: 0, complaint: 0, erased: 0, editor: 0 }, mailsWaiting: 0 }),
  importSubscribers: async (rows: { line: number }[]) => rows.map(({ line }) => ({ line, result: 'added' })),
  findSubscriber: async () => [],
  forget: async () => false,
  renewKey: async () => ({ ok: true }),
}

export type Ask = { as?: string; body?: unknown; type?: string; headers?: Record<string, string> }

export async function newsroom(extra: Record<string, unknown> = {}, { tokens = true } = {}) {
  const press = Object.assign(new FakePress(), fakeWriting, fakePictures, fakePressUpkeep)
  const redirects = new FakeRedirects()
  Object.assign(press, redirects.calls)
  if (tokens)
    for (const role of ROLES) press.tokenHashes.set(await sha256(`dl_${role}`), { id: role, name: `${role}@desk`, role, createdAt: '2026-11-01T00:00:00Z' })
  const { env, kv } = fakeEnv({
    PRESS: { idFromName: (name: string) => name, get: () => press },
    MAILING_LIST: { idFromName: (name: string) => name, get: () => noSubscribers },
    READERSHIP: { idFromName: (name: string) => name, get: () => fakeReadership },
    SEARCH: { idFromName: (name: string) => name, get: () => nothingFound },
    ...extra,
  })
  kv.put('site', testSite)

  /** Bodies that are objects go as JSON; `as` is the role of who asks. */
  const ask = async (method: string, path: string, { as = 'admin', body, type, headers = {} }: Ask = {}) => {
    const asIs = typeof body === 'string' || body instanceof Uint8Array || body instanceof ReadableStream
    return site.request(
      path,
      {
        method,
        headers: { ...(as && { Authorization: `Bearer dl_${as}` }), ...(body !== undefined && { 'Content-Type': type ?? 'application/json' }), ...headers },
        ...(body !== undefined && { body: (asIs ? body : JSON.stringify(body)) as BodyInit, duplex: 'half' }),
      } as RequestInit,
      env,
    )
  }
  return { press, kv, env, ask }
}

export type Said = { type: string; title: string; status: number; detail: string; instance: string; flaws?: { pointer: string; message: string }[] } & Record<
  string,
  unknown
>
/** A problem's body, after checking that it is one. */
export async function problemOf(response: Response): Promise<Said> {
  const said = (await response.json()) as Said
  if (
    response.headers.get('content-type') !== 'application/problem+json' ||
    said.status !== response.status ||
    !said.title ||
    !said.detail ||
    said.type !== 'about:blank'
  )
    throw new Error(`Not a problem (RFC 9457): ${response.status} ${response.headers.get('content-type')} ${JSON.stringify(said)}`)
  return said
}
