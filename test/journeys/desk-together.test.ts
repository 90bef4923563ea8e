import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../../scripts/browser.ts'
import { closing } from './reader.ts'
import { api, articleNow, aStory, aWriter, newestRevision, openStory, saveState, TEXT, untilSaved, writeIn } from './writer.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

const changed = async (slug: string, at: number, text: string) => {
  const article = await articleNow(slug)
  await api('PUT', `/api/articles/${slug}?publish=no`, { ...article, body: article.body.map((block, n) => (n === at ? { ...block, text } : block)) })
}

test('two people in a story see each other, and who is typing', async () => {
  const slug = await aStory()
  const [one, other] = [await aWriter(browser), await aWriter(browser)]
  await closing(one.context, () =>
    closing(other.context, async () => {
      await openStory(one.page, slug)
      await openStory(other.page, slug)
      await writeIn(other.page, 0, ' Typing.')
      await expect.poll(() => one.page.locator('[data-presence]').innerText(), { timeout: 20_000 }).toBe(`${other.name} is typing.`)
    }),
  )
})

test('two editors in different paragraphs: theirs is brought in, and both texts are filed', async () => {
  const slug = await aStory()
  const { context, page } = await aWriter(browser)
  await closing(context, async () => {
    await openStory(page, slug)
    await writeIn(page, 0, ' Mine.')
    await changed(slug, 1, 'Theirs.')
    const notice = page.locator('.notices .message', { hasText: 'filed revision 2' })
    await notice.getByRole('button', { name: 'Bring theirs in' }).click()
    await expect.poll(() => page.locator(TEXT).innerText()).toContain('Theirs.')
    await page.getByRole('button', { name: 'File', exact: true }).click()
    await page.waitForURL(/done=filed/)
    expect((await articleNow(slug)).body).toMatchObject([{ text: 'The first paragraph stands here. Mine.' }, { text: 'Theirs.' }])
  })
})

test('undoing one’s own words never takes back what a colleague filed', async () => {
  const slug = await aStory()
  const { context, page } = await aWriter(browser)
  await closing(context, async () => {
    await openStory(page, slug)
    await writeIn(page, 0, ' Mine.')
    await changed(slug, 1, 'Theirs.')
    await page.getByRole('button', { name: 'Bring theirs in' }).click()
    await expect.poll(() => page.locator(TEXT).innerText()).toContain('Theirs.')
    await page.locator(`${TEXT} > p`).first().click()
    for (let times = 0; times < 5; times++) await page.keyboard.press('ControlOrMeta+z')
    await expect.poll(() => page.locator(TEXT).innerText()).not.toContain('Mine.')
    expect(await page.locator(TEXT).innerText()).toContain('Theirs.')
  })
})

test('two editors in one paragraph: both texts are shown there, side by side, and publishing waits until one is chosen', async () => {
  const slug = await aStory()
  const { context, page } = await aWriter(browser)
  await closing(context, async () => {
    await openStory(page, slug)
    await writeIn(page, 0, ' Mine.')
    await changed(slug, 0, 'Theirs.')
    await page.getByRole('button', { name: 'Bring theirs in' }).click()
    const conflict = page.locator(`${TEXT} > .conflict`)
    await conflict.waitFor()
    expect(await page.evaluate(() => document.querySelector('.ProseMirror > .conflict')?.previousElementSibling?.textContent)).toContain('Mine.')
    await page.locator('.findings .block', { hasText: 'Two people changed this' }).waitFor()
    expect(await conflict.locator('.version-text').allInnerTexts()).toEqual(['The first paragraph stands here. Mine.', 'Theirs.'])
    await page.getByRole('button', { name: 'Publish …' }).click()
    await page.waitForTimeout(500)
    expect(await newestRevision(slug)).toBe(2)
    expect(page.url()).not.toContain('/publish')
    await conflict.getByRole('button', { name: 'Keep both' }).click()
    await page.locator('.notices .message', { hasText: 'brought into your text' }).waitFor()
    await page.getByRole('button', { name: 'Publish …' }).click()
    await page.waitForURL(/\/publish/)
    expect((await articleNow(slug)).body).toMatchObject([
      { text: 'The first paragraph stands here. Mine.' },
      { text: 'Theirs.' },
      { text: 'The second one stands below it.' },
    ])
  })
})

test('a headline and two paragraphs in dispute are chosen one after the other, by keyboard, each where it stands', async () => {
  const slug = await aStory()
  const { context, page } = await aWriter(browser, { width: 360 })
  await closing(context, async () => {
    await openStory(page, slug)
    await writeIn(page, 0, ' Mine.')
    await writeIn(page, 1, ' Mine too.')
    await page.getByLabel('Headline', { exact: true }).fill('My headline')
    const article = await articleNow(slug)
    const body = ['Theirs.', 'Theirs too.'].map((text) => ({ type: 'paragraph', text }))
    await api('PUT', `/api/articles/${slug}?publish=no`, { ...article, headline: 'Their headline', body })
    await page.getByRole('button', { name: 'Bring theirs in' }).click()
    await page.locator('.headline-field .conflict').waitFor()
    expect(await page.locator(`${TEXT} > .conflict`).count()).toBe(2)
    const [mine, theirs] = await page
      .locator('.headline-field .version')
      .evaluateAll((versions) => versions.map((version) => version.getBoundingClientRect().y))
    expect(theirs, 'stacked on a phone').toBeGreaterThan(mine ?? 0)
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
    for (const name of ['Keep mine', 'Keep theirs', 'Keep both']) {
      await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Keep mine')
      while ((await page.evaluate(() => document.activeElement?.textContent)) !== name) await page.keyboard.press('Tab')
      const open = await page.locator('.conflict:not(:has([aria-pressed=true]))').count()
      await page.keyboard.press('Enter')
      await expect.poll(() => page.locator('.conflict:not(:has([aria-pressed=true]))').count()).toBe(open - 1)
    }
    await page.locator('.notices .message', { hasText: 'brought into your text' }).waitFor()
    expect(await page.locator('.conflict').count()).toBe(0)
    await page.getByRole('button', { name: 'File', exact: true }).click()
    await page.waitForURL(/done=filed/)
    expect(await articleNow(slug)).toMatchObject({
      headline: 'My headline',
      body: [{ text: 'Theirs.' }, { text: expect.stringContaining('Mine too.') }, { text: 'Theirs too.' }],
    })
  })
})

test('a session revoked while somebody types: nothing is lost, and it is saved when they are signed in again', async () => {
  const slug = await aStory()
  const { context, page, id, name, troubles } = await aWriter(browser)
  await closing(context, async () => {
    await openStory(page, slug)
    await writeIn(page, 0, ' Before.')
    await untilSaved(page)
    await api('DELETE', `/api/people/${id}/sessions`)
    await page.keyboard.type(' After.')
    await page.locator('.notices .message', { hasText: 'Your session has ended' }).waitFor()
    await page.keyboard.type(' Still typing.')
    expect(await page.locator(TEXT).innerText()).toContain('Before. After. Still typing.')
    await page.getByRole('button', { name: 'File', exact: true }).click()
    await page.locator('.notices .message', { hasText: 'Nothing was filed, and nothing is lost' }).waitFor()
    expect(await newestRevision(slug)).toBe(1)

    const { url } = await api<{ url: string }>('POST', '/api/people/invitations', { name })
    const tab = await context.newPage()
    await tab.goto(url)
    await tab.locator('main form button').first().click()
    await tab.waitForURL((address) => !address.pathname.startsWith('/desk/sign-in'))
    await tab.close()
    await page.bringToFront()
    await page.evaluate(() => window.dispatchEvent(new Event('focus')))
    await untilSaved(page)
    await page.getByRole('button', { name: 'File', exact: true }).click()
    await page.waitForURL(/done=filed/)
    expect((await articleNow(slug)).body[0]).toMatchObject({ text: expect.stringContaining('Before. After. Still typing.') })
    expect(troubles).toEqual([])
  })
})

test('renamed, withdrawn, and a role taken away while the story is open: each is said, and writing goes on', async () => {
  const slug = await aStory()
  const { context, page, id } = await aWriter(browser)
  await closing(context, async () => {
    await openStory(page, slug)
    await writeIn(page, 0, ' Mine.')
    await api('POST', `/api/articles/${slug}/rename`, { slug: `${slug}-renamed` })
    await page.waitForURL(new RegExp(`${slug}-renamed$`), { timeout: 20_000 })
    await api('DELETE', `/api/articles/${slug}-renamed/publication`)
    await page.locator('.notices .message', { hasText: 'This story was withdrawn' }).waitFor()
    await api('PUT', `/api/people/${id}/role`, { role: 'reporter' })
    await page.locator('.notices .message', { hasText: 'You’re a reporter now' }).waitFor()
    expect(await page.getByRole('button', { name: 'Publish …' }).isDisabled()).toBe(true)
    await writeIn(page, 1, ' Going on.')
    await untilSaved(page)
    await page.getByRole('button', { name: 'File', exact: true }).click()
    await page.waitForURL(/done=filed/)
    expect((await articleNow(`${slug}-renamed`)).body).toMatchObject([
      { text: expect.stringContaining('Mine.') },
      { text: expect.stringContaining('Going on.') },
    ])
  })
})

test('File pressed twice files a new story once', async () => {
  const { context, page } = await aWriter(browser)
  await closing(context, async () => {
    await openStory(page, '/desk/new')
    const headline = `Pressed twice ${Date.now()}`
    await page.getByLabel('Headline', { exact: true }).fill(headline)
    await page.locator(TEXT).click()
    await page.keyboard.type('One story.')
    await page.getByRole('button', { name: 'File', exact: true }).dblclick()
    await page.waitForURL(/done=filed/)
    await page.waitForTimeout(1000)
    const { items } = await api<{ items: unknown[] }>('GET', `/api/articles?q=${encodeURIComponent(headline)}`)
    expect(items).toHaveLength(1)
  })
})

test('filed offline, nothing is sent, and that is said', async () => {
  const slug = await aStory()
  const { context, page } = await aWriter(browser)
  await closing(context, async () => {
    await openStory(page, slug)
    await context.setOffline(true)
    await writeIn(page, 0, ' Offline.')
    await page.getByRole('button', { name: 'File', exact: true }).click()
    await page.locator('.notices .message', { hasText: 'You’re offline: nothing was filed.' }).waitFor()
    expect(await saveState(page).innerText()).toContain('Offline')
    await context.setOffline(false)
    await untilSaved(page)
    await page.getByRole('button', { name: 'File', exact: true }).click()
    await page.waitForURL(/done=filed/)
  })
})
