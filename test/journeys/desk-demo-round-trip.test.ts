import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../../scripts/browser.ts'
import { root } from '../../scripts/run-node.ts'
import { articleNow, aWriter, openStory, TEXT, type Writer } from './writer.ts'

let browser: Browser
let writer: Writer
beforeAll(async () => {
  browser = await launchBrowser()
  writer = await aWriter(browser)
})
afterAll(() => browser.close())

const slugs = readdirSync(join(root, 'demo/articles')).map((name) => name.replace(/\.\w+$/, ''))

test.each(slugs)('%s: opened, one word changed and filed, one block differs and all the rest is the same to the byte', async (slug) => {
  const { page } = writer
  const before = await articleNow(slug)
  await openStory(page, slug)
  await page.evaluate((selector) => {
    const paragraph = document.querySelector(`${selector} > p`)
    document.querySelector<HTMLElement>(selector)?.focus()
    if (paragraph) getSelection()?.collapse(paragraph, paragraph.childNodes.length)
  }, TEXT)
  await page.keyboard.type(' Changed')
  await page.getByRole('button', { name: 'File', exact: true }).click()
  await page.waitForURL(/done=filed/)
  const after = await articleNow(slug)
  const different = before.body.flatMap((block, at) => (JSON.stringify(block) === JSON.stringify(after.body[at]) ? [] : [at]))
  expect(different).toHaveLength(1)
  expect(JSON.stringify(after.body[different[0] ?? -1])).toContain(' Changed')
  expect(JSON.stringify({ ...after, body: after.body.map((block, at) => (at === different[0] ? before.body[at] : block)) })).toBe(JSON.stringify(before))
})
