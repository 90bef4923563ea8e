/** What a reader's browser asks for while somebody reads a page to its end, and what each answer reads of KV when nobody remembers anything. */
import { forget } from '../../src/edition/edition.ts'
import { site } from '../../src/site.tsx'
import { EDITION, LIVE_MINUTES } from './edition.ts'

const HEADERS = { 'cf-ipcountry': 'SG', 'hx-request': 'true' }

/** `requests`: to the Worker, of each; `keys`: of KV, by all of them together. Files of the asset server cost nothing. */
export type PageCount = {
  page: string
  requests: { page: number; fragments: number; polls: number; pictures: number }
  keys: { page: number; fragments: number; polls: number }
  files: number
  reads: number
}

export async function countPages(): Promise<PageCount[]> {
  const counts: PageCount[] = []
  for (const [page, path] of [
    ['article', '/world/story'],
    ['front', '/'],
    ['section', '/world'],
    ['live story', '/world/live'],
  ] as const)
    counts.push(await countPage(page, path))
  return counts
}

async function countPage(page: string, path: string): Promise<PageCount> {
  const { html, keys } = await ask(path)
  const fragments = fragmentsIn(html)
  const answers = []
  for (const fragment of fragments) answers.push(await ask(fragment))
  const all = [html, ...answers.map((answer) => answer.html)].join('')
  const poll = pollIn(html)
  const polls = poll ? Math.floor((LIVE_MINUTES * 60) / poll.seconds) : 0
  return {
    page,
    requests: { page: 1, fragments: fragments.length, polls, pictures: picturesIn(all).size },
    keys: { page: keys, fragments: answers.reduce((sum, answer) => sum + answer.keys, 0), polls: polls * (poll ? (await ask(poll.path)).keys : 0) },
    files: (html.match(/<script[^>]+src="/g) ?? []).length,
    reads: fragments.filter((it) => it.startsWith('/fragments/also/')).length,
  }
}

/** Those that htmx gets when their place comes into view, or with the page. */
const fragmentsIn = (html: string) =>
  [...html.matchAll(/<[^>]+data-hx-get="([^"]+)"[^>]*data-hx-trigger="(?:load|intersect)[^>]*>/g)].map(([, path = '']) => path.replaceAll('&amp;', '&'))

/** Each picture in one size; a browser has one that is there twice. */
const picturesIn = (html: string) => new Set([...html.matchAll(/\/pictures\/[0-9a-f]{16}(?=\/)/g)].map(([path]) => path))

/** What an open page of a story that moves asks as long as nothing is new. */
function pollIn(html: string) {
  const dataOf = (name: string) => new RegExp(`data-${name}="([^"]+)"`).exec(html)?.[1]
  const path = dataOf('live')
  return path && { path: `${path}?after=${dataOf('after')}&seen=${dataOf('seen')}`, seconds: Number(dataOf('seconds')) }
}

async function ask(path: string) {
  forget()
  let keys = 0
  const read = (key: string) => ({ value: key in EDITION ? JSON.stringify(EDITION[key]) : null, metadata: null, cacheStatus: null })
  const kv = {
    async getWithMetadata(asked: string | string[]) {
      keys += [asked].flat().length
      return Array.isArray(asked) ? new Map(asked.map((key) => [key, read(key)])) : read(asked)
    },
  }
  const response = await site.request(path, { headers: HEADERS }, { EDITION: kv, DATELINE_ENV: 'development', MAIL_CONFIRMATIONS: 'outbox' } as unknown as Env)
  const html = await response.text()
  if (response.status !== 200 && response.status !== 204) throw new Error(`${path}: ${response.status} ${html.slice(0, 300)}`)
  return { html, keys }
}
