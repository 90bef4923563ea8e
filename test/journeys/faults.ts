/** What is wrong with a page for people who see, hear or move otherwise than most. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** By axe: WCAG 2.2 A and AA, and its own best practice. */
export async function faults(page: Page): Promise<string[]> {
  await page.evaluate(AXE)
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run: (what: Document, options: object) => Promise<{ violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }> }
    }
    const { violations } = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary?.slice(0, 200)}`).join(' | ')}`,
    )
  })
}

/** Controls that are not words in running text (WCAG 2.5.8 exempts those; 44 px is 2.5.5, which we keep). */
export function smallControls(): string[] {
  return [...document.querySelectorAll<HTMLElement>('button, summary, input:not([type=hidden]), select, nav a, .topics a, .kicker a, .pagination a, .logo')]
    .filter((element) => element.checkVisibility() && !element.closest('.text p, label'))
    .filter((element) => {
      // Who presses the words beside a box presses the box.
      const words = element instanceof HTMLInputElement && /checkbox|radio/.test(element.type) ? [...(element.labels ?? [])] : []
      const boxes = [element, ...words].map((target) => target.getBoundingClientRect())
      return boxes.every(({ width, height }) => width > 1 && (height < 43.5 || width < 24))
    })
    .map(
      (element) =>
        `${element.outerHTML.slice(0, 120)} ${Math.round(element.getBoundingClientRect().width)}×${Math.round(element.getBoundingClientRect().height)}`,
    )
}
