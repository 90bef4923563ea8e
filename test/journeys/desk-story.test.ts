import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { launchBrowser } from '../../scripts/browser.ts'
import { root } from '../../scripts/run-node.ts'
import { WORD } from './editor/clipboards.ts'
import { closing, openFor, siteUrl } from './reader.ts'

const SLUG = 'the-lake-that-caught-fire-and-the-people-who-put-it-out'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

const authorization = () => ({ Authorization: `Bearer ${inject('deskToken')}` })
const filedBody = async () => {
  const response = await fetch(siteUrl(`/api/articles/${SLUG}`), { headers: authorization() })
  const { body } = (await response.json()) as { body: { type: string; text?: string }[] }
  return body
}

async function atTheDesk(work: (page: Page, troubles: string[]) => Promise<void>) {
  const { context, page, troubles } = await openFor(browser, { width: 1280 })
  await closing(context, async () => {
    await context.setExtraHTTPHeaders(authorization())
    await page.goto(siteUrl(`/desk/stories/${SLUG}`))
    await page.locator('.ProseMirror').waitFor()
    await work(page, troubles)
  })
}

test('an article that is opened, changed by a word and filed differs in one block', async () => {
  const before = await filedBody()
  const at = before.findIndex(({ type }) => type === 'paragraph')
  await atTheDesk(async (page, troubles) => {
    await page.locator('.ProseMirror > p').first().click()
    await page.keyboard.press('Control+Home')
    await page.keyboard.type('Yes. ')
    await page.getByRole('button', { name: 'File', exact: true }).first().click()
    await page.waitForURL(/done=/)
    expect(troubles).toEqual([])
  })
  const after = await filedBody()
  expect(after.length).toBe(before.length)
  expect(after.flatMap((block, index) => (JSON.stringify(block) === JSON.stringify(before[index]) ? [] : [index]))).toEqual([at])
  expect(after[at]?.text).toBe(`Yes. ${before[at]?.text}`)
})

test('what is pasted from Word breaks no policy of the desk’s', async () => {
  await atTheDesk(async (page, troubles) => {
    await page.locator('.ProseMirror > p').first().click()
    await page.evaluate((html) => {
      const data = new DataTransfer()
      data.setData('text/html', html)
      data.setData('text/plain', 'x')
      document.querySelector('.ProseMirror')?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
    }, WORD)
    await page.getByText('Dredge the channel').waitFor()
    // Enter in the editor's own fields is no order to file.
    await page.keyboard.press('Shift+ArrowLeft')
    await page.keyboard.press('Control+k')
    await page.getByLabel('Address', { exact: true }).last().fill('/sport/match')
    await page.keyboard.press('Enter')
    await page.locator('.ProseMirror a[href="/sport/match"]').waitFor()
    await page.keyboard.press('Control+f')
    await page.keyboard.type('channel')
    await page.keyboard.press('Enter')
    await page.getByLabel('Table caption').last().press('Enter')
    expect(new URL(page.url()).search).toBe('')
    expect(troubles).toEqual([])
  })
})

test('a picture that is dropped is uploaded, and one that is damaged says why not', async () => {
  const described = readFileSync(join(root, 'demo/pictures', PICTURE))
  // One that nobody has said anything of.
  const bytes = await sharp(described).rotate(90).jpeg().toBuffer()
  const damaged = described.subarray(0, 3000)
  await atTheDesk(async (page, troubles) => {
    await page.locator('.ProseMirror > p').first().click()
    await dropPicture(page, bytes)
    await page.locator('.card-picture img[src^="/pictures/"]').last().waitFor()
    await page.getByText('Describe what the picture shows').waitFor()
    await dropPicture(page, damaged)
    await page.locator('.card.upload', { hasText: 'This file is incomplete' }).waitFor()
    expect(troubles.filter((trouble) => !/422/.test(trouble))).toEqual([])
  })
})

/** Nobody has described it; of a picture that somebody has, the words come with it. */
const PICTURE = 'portrait-coyle.jpg'

const dropPicture = (page: Page, bytes: Buffer) =>
  page.evaluate(
    ([name, content]) => {
      const data = new DataTransfer()
      data.items.add(new File([Uint8Array.from(atob(content), (character) => character.charCodeAt(0))], name, { type: 'image/jpeg' }))
      document.querySelector('.ProseMirror')?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
    },
    [PICTURE, bytes.toString('base64')] as const,
  )
