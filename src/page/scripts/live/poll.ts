import { createPolicy } from '../trusted-types.ts'

/** When an open page asks: about every `periodMs`, never while nobody looks, less often while the site fails, and no more at the end. */
export type Follower = {
  /** What to ask beside the address. */
  readonly question: string
  /** `more` asks further questions of the same address. Whether to ask on. */
  take: (answer: HTMLElement, more: (question: string) => Promise<HTMLElement | undefined>) => Promise<boolean>
  /** The story is no longer here. */
  gone: () => void
}

/** What is parsed comes from this site alone (`connect-src 'self'`). */
const policy = createPolicy('live', { createHTML: (html) => html })

const MAX_PERIOD_MS = 300_000
const PATIENCE_MS = 10_000

export function poll(address: string, periodMs: number, follower: Follower) {
  let timer: ReturnType<typeof setTimeout> | undefined
  let failures = 0
  let askedAt = Date.now()
  let isOver = false

  const askIn = (ms: number) => {
    clearTimeout(timer)
    if (!isOver && !document.hidden) timer = setTimeout(() => void ask(), ms)
  }

  async function ask() {
    askedAt = Date.now()
    try {
      const answer = await fetchPart(`${address}?${follower.question}`)
      failures = 0
      if (answer === 'gone') follower.gone()
      isOver =
        answer === 'gone' || (answer !== undefined && !(await follower.take(answer, async (question) => only(await fetchPart(`${address}?${question}`)))))
    } catch {
      // Offline, or the site is: what the reader has stays as it is.
      failures++
    }
    // Readers who came at the same moment don't ask at the same moment.
    askIn(Math.min(MAX_PERIOD_MS, periodMs * 2 ** failures) * (1 + Math.random() / 2))
  }

  document.addEventListener('visibilitychange', () => askIn(Math.max(0, askedAt + periodMs - Date.now()) + Math.random() * 1000))
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
