/** A reader with a browser: what their screen, scheme, scripts and place are. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { inject } from 'vitest'

export type Reader = {
  width?: number
  height?: number
  scheme?: 'light' | 'dark'
  script?: boolean
  /** ISO 3166-1 code of where they are. */
  country?: string
  /** Service workers stand between tests and the network; only the offline journeys want one. */
  worker?: boolean
}

export const siteUrl = (path: string) => `${inject('siteUrl')}${path}`

let networks = 0

export async function openFor(browser: Browser, { width = 360, height = 800, scheme = 'light', script = true, country = 'SG', worker = false }: Reader = {}) {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: scheme,
    javaScriptEnabled: script,
    // Each from a network of their own, as readers are.
    extraHTTPHeaders: { 'CF-IPCountry': country, 'CF-Connecting-IP': `198.51.100.${networks++ % 256}` },
    serviceWorkers: worker ? 'allow' : 'block',
    reducedMotion: 'reduce',
  })
  if (script) await context.addInitScript(countShifts)
  const page = await context.newPage()
  const troubles: string[] = []
  page.on('console', (message) => message.type() === 'error' && troubles.push(`${message.text()} ${message.location().url}`))
  page.on('pageerror', (error) => troubles.push(String(error)))
  return { context, page, troubles }
}

/** Notes what moved without the reader's doing, and from where to where (Layout Instability specification). */
function countShifts() {
  type Shift = PerformanceEntry & {
    value: number
    hadRecentInput: boolean
    sources: { node: Node | null; previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly }[]
  }
  const seen = window as unknown as { shifts: string[] }
  seen.shifts = []
  const words = ({ x, y, width, height }: DOMRectReadOnly) => [x, y, width, height].map(Math.round).join(' ')
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, startTime, sources } of list.getEntries() as Shift[]) {
      if (hadRecentInput) continue
      const moved = sources.map(
        ({ node, previousRect, currentRect }) =>
          `${node instanceof Element ? node.outerHTML.slice(0, 60) : node?.textContent?.slice(0, 60)}: ${words(previousRect)} → ${words(currentRect)}`,
      )
      seen.shifts.push(`${value} after ${Math.round(startTime)} ms, scrolled to ${scrollY}: ${moved.join('; ')}`)
    }
  }).observe({ type: 'layout-shift', buffered: true })
}

export const shiftsOn = (page: Page) => page.evaluate(() => (window as unknown as { shifts: string[] }).shifts)

/** As a reader does: a screen at a time, so that what loads when it comes into view does. */
export async function readToTheEnd(page: Page) {
  const screens = await page.evaluate(() => Math.ceil(document.documentElement.scrollHeight / innerHeight))
  for (let screen = 1; screen <= screens + 1; screen++) {
    await page.evaluate((at) => scrollTo(0, at * innerHeight), screen)
    await page.waitForTimeout(60)
  }
  await page.waitForLoadState('networkidle')
}

export async function closing(context: BrowserContext, visit: () => Promise<void>) {
  try {
    await visit()
  } finally {
    await context.close()
  }
}
