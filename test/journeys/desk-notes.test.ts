import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../../scripts/browser.ts'
import { closing } from './reader.ts'
import { api, articleNow, aStory, aWriter, newestRevision, openStory, TEXT, writeIn } from './writer.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

type Note = { id: number; text: string; block?: number; excerpt?: string; resolved?: object }
const notesOf = async (slug: string) => (await api<{ items: Note[] }>('GET', `/api/articles/${slug}/notes`)).items
const thread = (page: Page) => page.locator(`${TEXT} > .note-thread`)
const focused = (page: Page) => page.evaluate(() => document.activeElement?.tagName)

test('a note is written, answered, resolved and deleted beside its block, by keyboard, and the page and the text stay', async () => {
  const slug = await aStory()
  const { context, page, troubles } = await aWriter(browser)
  await closing(context, async () => {
    await openStory(page, slug)
    await writeIn(page, 1, ' Unfiled words.')
    await page.keyboard.press('ControlOrMeta+Alt+m')
    await expect.poll(() => focused(page)).toBe('TEXTAREA')
    await page.keyboard.type('Says who?')
    await page.keyboard.press('ControlOrMeta+Enter')
    await thread(page).getByText('Says who?', { exact: true }).waitFor()
    expect(await page.evaluate(() => document.querySelector('.ProseMirror > .note-thread')?.previousElementSibling?.textContent)).toContain('Unfiled words.')
    expect(await notesOf(slug)).toMatchObject([{ text: 'Says who?', block: 1 }])
    // Back in the text, where the caret was.
    await page.keyboard.type(' And on.')
    expect(await page.locator(TEXT).innerText()).toContain('Unfiled words. And on.')

    await page.keyboard.press('ControlOrMeta+Alt+m')
    await page.keyboard.type('The captain, on the phone.')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await thread(page).getByText('The captain, on the phone.', { exact: true }).waitFor()
    expect(await thread(page).count()).toBe(1)
    expect(await thread(page).locator('li').count()).toBe(2)

    await thread(page).getByRole('button', { name: 'Delete the note “The captain' }).click()
    await thread(page).getByText('The captain, on the phone.', { exact: true }).waitFor({ state: 'detached' })
    await thread(page)
      .getByRole('button', { name: /^Resolve/ })
      .click()
    await page.locator('#notes', { hasText: 'resolved by' }).waitFor()
    expect(await thread(page).count()).toBe(0)
    expect(await newestRevision(slug)).toBe(1)
    await page.getByRole('button', { name: 'File', exact: true }).click()
    await page.waitForURL(/done=filed/)
    expect((await articleNow(slug)).body).toMatchObject([{}, { text: 'The second one stands below it. Unfiled words. And on.' }])
    expect(troubles).toEqual([])
  })
})

test('a note is asked for from the toolbar, the slash menu and the command palette', async () => {
  const slug = await aStory()
  const { context, page } = await aWriter(browser, { width: 360 })
  const composer = page.locator('.note-composer textarea')
  await closing(context, async () => {
    await openStory(page, slug)
    await page.locator('#notes button[data-in-palette]').waitFor()
    await page.locator(`${TEXT} > p`).first().click({ clickCount: 3 })
    await page.getByRole('button', { name: 'Add note', exact: true }).first().click()
    await expect.poll(() => composer.inputValue()).toBe('“The first paragraph stands here.”: ')
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
    await page.keyboard.press('Escape')
    await composer.waitFor({ state: 'detached' })

    await writeIn(page, 1, '')
    await page.keyboard.press('Enter')
    await page.keyboard.type('/note')
    await page.getByRole('option', { name: 'Add note' }).waitFor()
    await page.keyboard.press('Enter')
    await composer.waitFor()
    await expect
      .poll(() => page.evaluate(() => document.querySelector('.ProseMirror > .note-thread')?.previousElementSibling?.textContent))
      .toContain('The second one')
    await expect.poll(() => focused(page)).toBe('TEXTAREA')
    await page.keyboard.press('Escape')

    await page.getByLabel('Headline', { exact: true }).focus()
    await page.keyboard.press('ControlOrMeta+k')
    await page.keyboard.type('add note')
    await page.keyboard.press('Enter')
    await composer.waitFor()
    await page.keyboard.type('From the palette')
    await page.keyboard.press('ControlOrMeta+Enter')
    await thread(page).getByText('From the palette', { exact: true }).waitFor()
  })
})

test('a note on words that were never filed waits for them, and a colleague sees it beside them', async () => {
  const slug = await aStory()
  const { context, page } = await aWriter(browser, { role: 'reporter' })
  await closing(context, async () => {
    await openStory(page, slug)
    await writeIn(page, 1, '')
    await page.keyboard.press('Enter')
    await page.keyboard.type('Crowds waited for hours at the pier.')
    await page.keyboard.press('ControlOrMeta+Alt+m')
    await page.keyboard.type('How many?')
    await page.keyboard.press('ControlOrMeta+Enter')
    await thread(page).getByText('How many?', { exact: true }).waitFor()
    expect((await notesOf(slug))[0]).not.toHaveProperty('block')
    await page.getByRole('button', { name: 'File', exact: true }).click()
    await page.waitForURL(/done=filed/)
    expect(await notesOf(slug)).toMatchObject([{ block: 2 }])
    await thread(page).getByText('How many?', { exact: true }).waitFor()
  })
})

test('without a script the story’s page lists its notes, with a form for each', async () => {
  const slug = await aStory()
  const { context, page } = await aWriter(browser, { script: false })
  await closing(context, async () => {
    await page.goto(new URL(`/desk/stories/${slug}`, page.url()).href)
    await page.locator('#notes').getByLabel('About').selectOption({ index: 2 })
    await page.locator('#notes').getByLabel('Note').fill('Which one?')
    await page.locator('#notes').getByRole('button', { name: 'Add note' }).click()
    await page.waitForURL(/\?done=add-note#notes$/)
    expect(await notesOf(slug)).toMatchObject([{ text: 'Which one?', block: 1 }])
    await page
      .locator('#notes')
      .getByRole('button', { name: /^Resolve/ })
      .click()
    await page.waitForURL(/\?done=resolve-note#notes$/)
    expect(await page.locator('#notes').innerText()).toContain('resolved by')
    await page
      .locator('#notes')
      .getByRole('button', { name: /^Delete/ })
      .click()
    await page.waitForURL(/\?done=delete-note#notes$/)
    expect(await notesOf(slug)).toEqual([])
  })
})
