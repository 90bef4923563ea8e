/** People of the newsroom, each with a browser and a token of their own, before the real site. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { inject } from 'vitest'
import { siteUrl } from './reader.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

export async function api(method: string, path: string, body?: unknown, token = inject('deskToken')) {
  const response = await fetch(siteUrl(path), {
    method,
    headers: { Authorization: `Bearer ${token}`, ...(body !== undefined && { 'Content-Type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, body: text ? JSON.parse(text) : undefined }
}

let people = 0

/** A token for somebody with this role. */
export async function tokenFor(role: 'reporter' | 'editor' | 'admin', name = `${role} ${++people}`): Promise<string> {
  const { body } = await api('POST', '/api/tokens', { name, role })
  return body.token
}

type Seat = { token: string; width?: number; script?: boolean; scheme?: 'light' | 'dark' }

/** `violations` are what the page’s CSP or Trusted Types forbade, and what went wrong in its scripts. */
export async function sitDown(browser: Browser, { token, width = 1280, script = true, scheme = 'light' }: Seat) {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: scheme,
    javaScriptEnabled: script,
    extraHTTPHeaders: { Authorization: `Bearer ${token}` },
    serviceWorkers: 'block',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  const violations: string[] = []
  page.on('console', (message) => /Content Security Policy|TrustedType|Refused to/i.test(message.text()) && violations.push(message.text()))
  page.on('pageerror', (error) => violations.push(String(error)))
  return { context, page, violations }
}

/** What axe finds, WCAG 2.2 AA and good practice. */
export async function faults(page: Page): Promise<string[]> {
  await page.evaluate(AXE)
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run: (what: Document, options: object) => Promise<{ violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }> }
    }
    const { violations } = await axe.run(document, { iframes: false, runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary?.slice(0, 200)}`).join(' | ')}`,
    )
  })
}

export const sidewaysScroll = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

/** Controls that are hard to hit: under 44 px, but for words in running text. */
export const smallControls = (page: Page) =>
  page.evaluate(() =>
    [
      ...document.querySelectorAll<HTMLElement>(
        'main :is(button, summary, select, textarea, input:not([type=hidden], [type=checkbox], [type=radio], [type=file]))',
      ),
    ]
      .filter((element) => element.checkVisibility() && element.getBoundingClientRect().height < 43.5)
      .map((element) => element.outerHTML.slice(0, 120)),
  )
