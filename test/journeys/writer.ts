/** Somebody who writes at the desk, with a browser of their own. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { inject } from 'vitest'
import type { Article } from '../../src/copy/shapes/article.ts'
import type { Role } from '../../src/press/calls.ts'
import { siteUrl } from './reader.ts'

const asAdmin = { Authorization: `Bearer ${inject('deskToken')}`, 'Content-Type': 'application/json' }

export async function api<T>(method: string, path: string, body?: object, headers: Record<string, string> = {}): Promise<T> {
  const response = await fetch(siteUrl(path), { method, headers: { ...asAdmin, ...headers }, ...(body && { body: JSON.stringify(body) }) })
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
  return (response.status === 204 ? {} : await response.json()) as T
}

export const articleNow = (slug: string, revision?: number) => api<Article>('GET', `/api/articles/${slug}${revision ? `?revision=${revision}` : ''}`)
export const newestRevision = async (slug: string) =>
  (await api<{ items: { revision: number }[] }>('GET', `/api/articles/${slug}/revisions`)).items[0]?.revision ?? 0

let stories = 0
/** Of its own for each test; published. */
export async function aStory(paragraphs: string[] = ['The first paragraph stands here.', 'The second one stands below it.']): Promise<string> {
  const slug = `a-story-of-${Date.now()}-${++stories}`
  const body = paragraphs.map((text) => ({ type: 'paragraph', text }))
  const article = { v: 1, slug, section: 'world', headline: `Story ${stories}`, standfirst: 'What it is about.', publishedAt: '2026-11-20T08:00:00Z', body }
  await api('PUT', `/api/articles/${slug}?publish=now`, article)
  return slug
}

export type Writer = { name: string; id: string; context: BrowserContext; page: Page; troubles: string[] }
type Options = {
  role?: Role
  width?: number
  height?: number
  scheme?: 'light' | 'dark'
  script?: boolean
  prepare?: (context: BrowserContext) => Promise<void>
}

let people = 0
export async function aWriter(
  browser: Browser,
  { role = 'editor', width = 1280, height = 900, scheme = 'light', script = true, prepare }: Options = {},
): Promise<Writer> {
  const name = `Writer ${++people} ${Date.now()}`
  const { id, url } = await api<{ id: string; url: string }>('POST', '/api/people/invitations', { name, role })
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: scheme,
    javaScriptEnabled: script,
    reducedMotion: 'reduce',
    serviceWorkers: 'block',
  })
  await prepare?.(context)
  const page = await context.newPage()
  await page.goto(url)
  await page.locator('main form button').first().click()
  await page.waitForURL((address) => !address.pathname.startsWith('/desk/sign-in'))
  return { name, id, context, page, troubles: troublesOn(page) }
}

/** What the policy of the desk forbade, and what failed in its scripts. */
export function troublesOn(page: Page): string[] {
  const troubles: string[] = []
  page.on('console', (message) => void (/Content Security Policy|Trusted/i.test(message.text()) && troubles.push(message.text())))
  page.on('pageerror', (error) => troubles.push(String(error.stack ?? error)))
  return troubles
}

export const TEXT = '.ProseMirror'

export async function openStory(page: Page, path: string) {
  await page.goto(siteUrl(path.startsWith('/') ? path : `/desk/stories/${path}`))
  await page.locator('.slash-menu').waitFor({ state: 'attached' })
  await page.locator('.notices').waitFor({ state: 'attached' })
}

/** At the end of one of its paragraphs. */
export async function writeIn(page: Page, paragraph: number, text: string) {
  await page.locator(`${TEXT} > p`).nth(paragraph).click()
  await page.keyboard.press('ControlOrMeta+End').catch(() => undefined)
  const putCaret = (at: number) => {
    const target = document.querySelectorAll('.ProseMirror > p')[at]
    if (target) getSelection()?.collapse(target, target.childNodes.length)
  }
  const hasCaret = (at: number) => document.querySelectorAll('.ProseMirror > p')[at]?.contains(getSelection()?.anchorNode ?? null)
  // Right after it took the focus the editor puts the caret back to where it had it.
  do {
    await page.evaluate(putCaret, paragraph)
    await page.waitForTimeout(60)
  } while (!(await page.evaluate(hasCaret, paragraph)))
  await page.keyboard.type(text)
}

export const saveState = (page: Page) => page.locator('[data-save-state]')
export const untilSaved = (page: Page) => page.locator('[data-save-state=saved]').waitFor()
/** Closed without a last word, as when a battery is empty. */
export async function kill(context: BrowserContext, page: Page) {
  const crashed = page.waitForEvent('crash')
  const devtools = await context.newCDPSession(page)
  // A page that is gone answers nothing.
  void devtools.send('Page.crash').catch(() => undefined)
  await crashed
}

/** For this page there is no network any more: others of the same browser can be opened when it is gone. */
export const unplug = (page: Page) => page.route('**/*', (route) => route.abort('internetdisconnected'))
