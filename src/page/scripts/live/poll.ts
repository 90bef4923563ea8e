import { createPolicy } from '../trusted-types.ts'

/** When an open page asks: about every `periodMs`, never while nobody looks, less often while the site fails or nothing more is expected. */

/** `later`: it ended, and hardly anything will change any more. */
export type Pace = 'soon' | 'later' | 'never'

export type Follower = {
  /** What to ask beside the address. */
  readonly question: string
  /** `more` asks further questions of the same address. When to ask on. */
  take: (answer: HTMLElement, more: (question: string) => Promise<HTMLElement | undefined>) => Promise<Pace>
  /** The story is no longer here. */
  gone: () => void
}

const LATER_MS = 300_000
/** About an hour. */
const MAX_ASKED_LATER = 10
/** What is parsed comes from this site alone (`connect-src 'self'`). */
const policy = createPolicy('live', { createHTML: (html) => html })

const PATIENCE_MS = 10_000

export function poll(address: string, periodMs: number, follower: Follower) {
  let timer: ReturnType<typeof setTimeout> | undefined
  let failures = 0
  let askedAt = Date.now()
  let isAsking = false
  let pace: Pace = 'soon'
  let askedLater = 0

  const askIn = (ms: number) => {
    clearTimeout(timer)
    if (pace !== 'never' && !isAsking && !document.hidden) timer = setTimeout(() => void ask(), ms)
  }

  async function ask() {
    askedAt = Date.now()
    isAsking = true
    try {
      pace = await askOnce()
      failures = 0
    } catch {
      // Offline, or the site is: what the reader has stays as it is.
      failures++
    }
    isAsking = false
    const ms = pace === 'later' ? LATER_MS : Math.min(LATER_MS, periodMs * 2 ** failures)
    // Readers who came at the same moment don't ask at the same moment.
    askIn(ms * (1 + Math.random() / 2))
  }

  async function askOnce(): Promise<Pace> {
    const answer = await fetchPart(`${address}?${follower.question}`)
    if (answer === 'gone') {
      follower.gone()
      return 'never'
    }
    const next = answer ? await follower.take(answer, async (question) => only(await fetchPart(`${address}?${question}`))) : pace
    askedLater = next === 'later' ? askedLater + 1 : 0
    return askedLater > MAX_ASKED_LATER ? 'never' : next
  }

  const askAgain = () => askIn(Math.max(0, askedAt + periodMs - Date.now()) + Math.random() * 1000)
  document.addEventListener('visibilitychange', askAgain)
  addEventListener('online', askAgain)
  askIn(periodMs * (1 + Math.random() / 2))
}

const only = (answer: HTMLElement | 'gone' | undefined) => (answer === 'gone' ? undefined : answer)

async function fetchPart(url: string): Promise<HTMLElement | 'gone' | undefined> {
  const response = await fetch(url, { cache: 'no-store', signal: AbortSignal.timeout(PATIENCE_MS) })
  if (response.status === 404 || response.status === 410) return 'gone'
  if (!response.ok) throw new Error(String(response.status))
  if (response.status === 204) return undefined
  const html = await response.text()
  return new DOMParser().parseFromString(policy?.createHTML(html) ?? html, 'text/html').body.querySelector<HTMLElement>(':scope > div') ?? undefined
}
