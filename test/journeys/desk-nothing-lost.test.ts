import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../../scripts/browser.ts'
import { closing } from './reader.ts'
import { api, articleNow, aStory, aWriter, kill, newestRevision, openStory, saveState, TEXT, troublesOn, unplug, untilSaved, writeIn } from './writer.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

const letters = (sign: string) => sign.repeat(200)

test('200 characters, offline, 200 more, the page killed and reopened: all 400 are offered, and there is no new revision', async () => {
  const slug = await aStory()
  const { context, page } = await aWriter(browser)
  await closing(context, async () => {
    await openStory(page, slug)
    await writeIn(page, 0, letters('a'))
    await untilSaved(page)
    await unplug(page)
    await page.keyboard.type(letters('b'))
    await expect.poll(() => saveState(page).innerText(), { timeout: 20_000 }).toContain('Your text is kept on this device')
    await kill(context, page)

    const again = await context.newPage()
    await openStory(again, slug)
    const text = () => again.locator(TEXT).innerText()
    expect(await text()).not.toContain('aaa')
    const offered = again.locator('.notices .message', { hasText: 'kept on this device' })
    await offered.waitFor()
    await offered.getByText('Show what differs').click()
    await expect.poll(() => offered.locator('ins').allInnerTexts()).toEqual([letters('a') + letters('b')])
    await offered.getByRole('button', { name: 'Continue with it' }).click()
    expect(await text()).toContain(letters('a') + letters('b'))
    expect(await newestRevision(slug)).toBe(1)
    await untilSaved(again)
    await again.getByRole('button', { name: 'File', exact: true }).click()
    await again.waitForURL(/done=filed/)
    expect(JSON.stringify((await articleNow(slug)).body)).toContain(letters('a') + letters('b'))
    await again.locator('.notices').waitFor({ state: 'attached' })
    expect(await again.locator('.notices').innerText()).toBe('')
    expect(await again.locator('.draft-offer').count()).toBe(0)
  })
})

test('what was only saved as a draft is offered with what differs, and can be discarded', async () => {
  const slug = await aStory()
  const { context, page } = await aWriter(browser)
  await closing(context, async () => {
    await openStory(page, slug)
    await writeIn(page, 1, ' And one more.')
    await untilSaved(page)
    await openStory(page, slug)
    expect(await page.locator(TEXT).innerText()).not.toContain('And one more.')
    const offer = page.locator('.draft-offer')
    await offer.getByText('Show what differs').click()
    expect(await offer.locator('ins').innerText()).toContain('And one more.')
    page.once('dialog', (dialog) => void dialog.accept())
    await offer.getByRole('button', { name: 'Discard it' }).click()
    await page.waitForURL(/done=discarded/)
    await openStory(page, slug)
    expect(await page.locator('.draft-offer').count()).toBe(0)
  })
})

test('two windows of one editor: neither writes over the other, and both texts can be had', async () => {
  const slug = await aStory()
  const { context, page } = await aWriter(browser)
  await closing(context, async () => {
    await openStory(page, slug)
    const other = await context.newPage()
    await openStory(other, slug)
    await writeIn(page, 0, ' From the first window.')
    await untilSaved(page)
    await writeIn(other, 1, ' From the second window.')
    await other.locator('[data-save-state=stale]').waitFor()
    expect(await saveState(other).innerText()).toContain('other unfiled work')
    const draft = await context.request.get(`${new URL(page.url()).origin}/api/drafts/story:${slug}`)
    expect(await draft.text()).toContain('From the first window.')
    await kill(context, other)
    const third = await context.newPage()
    await openStory(third, slug)
    await third.locator('.notices .message', { hasText: 'kept on this device' }).waitFor()
    expect(await third.locator('.draft-offer').innerText()).toContain('You have unfiled work')
  })
})

test('a browser that keeps nothing says so, and the newsroom has the text all the same', async () => {
  const slug = await aStory()
  const prepare = async (context: BrowserContext) => {
    await context.addInitScript(() => {
      Object.defineProperty(window, 'indexedDB', {
        get() {
          throw new DOMException('Blocked', 'SecurityError')
        },
      })
    })
  }
  const { context, page, troubles } = await aWriter(browser, { prepare })
  await closing(context, async () => {
    await openStory(page, slug)
    await writeIn(page, 0, ' Saved by the newsroom.')
    await untilSaved(page)
    await context.setOffline(true)
    await page.keyboard.type(' And this is not.')
    await expect.poll(() => saveState(page).innerText(), { timeout: 20_000 }).toContain('keeps nothing on this device, so leave this page open')
    await context.setOffline(false)
    await untilSaved(page)
    expect(troubles).toEqual([])
  })
})

test('text of a page that is closed before it is saved is offered once when its writer is back, not twice', async () => {
  const slug = await aStory()
  const { context, page } = await aWriter(browser)
  await closing(context, async () => {
    const offers = page.locator('.draft-offer, .notices .message')
    await openStory(page, slug)
    await writeIn(page, 0, ' Saved first.')
    await untilSaved(page)
    await page.keyboard.type(' Then gone at once.')
    await page.goto('about:blank')
    await openStory(page, slug)
    await offers.first().waitFor()
    await page.waitForLoadState('networkidle')
    expect(await offers.count()).toBe(1)
    await offers.getByRole('link', { name: 'Continue with it' }).click()
    await page.locator('.notices').waitFor({ state: 'attached' })
    expect(await page.locator(TEXT).innerText()).toContain('Saved first. Then gone at once.')
    await page.waitForLoadState('networkidle')
    expect(await offers.count()).toBe(0)

    await openStory(page, '/desk/new')
    await page.getByLabel('Headline', { exact: true }).fill('Left at once')
    await page.goto('about:blank')
    await openStory(page, '/desk/new')
    await page.locator('.notices .message').waitFor()
    expect(await page.locator('.notices .message').innerText()).toContain('“Left at once”')
    await page.locator('.notices .message').getByText('Continue with it').click()
    await expect.poll(() => page.getByLabel('Headline', { exact: true }).inputValue()).toBe('Left at once')
  })
})

test('storage that is full says so, and storage that never answers keeps nobody from filing', async () => {
  const slug = await aStory()
  const full = async (context: BrowserContext) => {
    await context.addInitScript(() => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('Full', 'QuotaExceededError')
      }
    })
  }
  const { context, page } = await aWriter(browser, { prepare: full })
  await closing(context, async () => {
    await openStory(page, slug)
    await unplug(page)
    await writeIn(page, 0, ' Where is room for this?')
    await expect.poll(() => saveState(page).innerText(), { timeout: 20_000 }).toContain('This device’s storage is full, so leave this page open')
  })
  const silent = async (context: BrowserContext) => {
    await context.addInitScript(() => {
      indexedDB.open = () => ({}) as IDBOpenDBRequest
    })
  }
  const other = await aWriter(browser, { prepare: silent })
  await closing(other.context, async () => {
    await openStory(other.page, slug)
    await writeIn(other.page, 0, ' Filed all the same.')
    await other.page.getByRole('button', { name: 'File', exact: true }).click()
    await other.page.waitForURL(/done=filed/)
    expect(JSON.stringify((await articleNow(slug)).body)).toContain('Filed all the same.')
  })
})

test('an hour without a connection loses nothing: it is tried again by itself, and saved when there is one', async () => {
  const slug = await aStory()
  const { context, page } = await aWriter(browser)
  await closing(context, async () => {
    await page.clock.install()
    await openStory(page, slug)
    await unplug(page)
    await writeIn(page, 0, ' Before the hour.')
    await page.clock.runFor(3000)
    await expect.poll(() => saveState(page).innerText(), { timeout: 20_000 }).toContain('Offline')
    await page.clock.runFor(3_600_000)
    await page.keyboard.type(' After it.')
    expect(await saveState(page).innerText()).toContain('Your text is kept on this device')
    await page.unroute('**/*')
    for (let tries = 0; tries < 20 && (await page.locator('[data-save-state=saved]').count()) === 0; tries++) {
      await page.clock.runFor(31_000)
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
    await untilSaved(page)
    const draft = await context.request.get(`${new URL(page.url()).origin}/api/drafts/story:${slug}`)
    expect(await draft.text()).toContain('Before the hour. After it.')
  })
})

test('a clock that is an hour late loses nothing, and says the newsroom’s time', async () => {
  const slug = await aStory()
  const { context, page } = await aWriter(browser)
  await closing(context, async () => {
    await page.clock.install({ time: Date.now() - 3_600_000 })
    await openStory(page, slug)
    await writeIn(page, 0, ' Late.')
    await page.clock.runFor(5000)
    await untilSaved(page)
    const now = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', timeZone: 'Asia/Singapore' }).format(Date.now())
    expect(await saveState(page).innerText()).toMatch(new RegExp(`Saved (?:${now}|${String((Number(now) + 23) % 24).padStart(2, '0')}:5)`))
    await page.keyboard.type(' Later.')
    await kill(context, page)
    const again = await context.newPage()
    await openStory(again, slug)
    await again.locator('.notices .message', { hasText: 'kept on this device' }).or(again.locator('.draft-offer')).first().waitFor()
  })
})

test('a draft whose base is thirty revisions old is merged with all that was filed since', async () => {
  const slug = await aStory()
  const { context, page } = await aWriter(browser)
  await closing(context, async () => {
    await openStory(page, slug)
    await writeIn(page, 0, ' My words of long ago.')
    await untilSaved(page)
    await page.goto('about:blank')
    const article = await articleNow(slug)
    for (let revision = 2; revision <= 31; revision++) {
      const body = [article.body[0], { type: 'paragraph', text: `Their words, time ${revision}.` }]
      await api('PUT', `/api/articles/${slug}?publish=no`, { ...article, body })
    }
    await openStory(page, slug)
    expect(await page.locator('.draft-offer').innerText()).toContain('It started from revision 1')
    await page.getByRole('link', { name: 'Continue with it' }).click()
    const notice = page.locator('.notices .message', { hasText: 'filed revision 31' })
    await notice.getByRole('button', { name: 'Bring theirs in' }).click()
    await page.locator('.notices .message', { hasText: 'brought into your text' }).waitFor()
    const text = await page.locator(TEXT).innerText()
    expect(text).toContain('My words of long ago.')
    expect(text).toContain('Their words, time 31.')
    await page.getByRole('button', { name: 'File', exact: true }).click()
    await page.waitForURL(/done=filed/)
    expect((await articleNow(slug)).body).toMatchObject([{ text: expect.stringContaining('long ago') }, { text: 'Their words, time 31.' }])
  })
})

test('a new story that was never filed is there again at its address, and on the page for new stories if it was never saved', async () => {
  const { context, page } = await aWriter(browser)
  await closing(context, async () => {
    await openStory(page, '/desk/new')
    await page.getByLabel('Headline', { exact: true }).fill('A ferry in the fog')
    await untilSaved(page)
    await page.waitForURL(/\/desk\/drafts\//)
    await page.reload()
    expect(await page.getByLabel('Headline', { exact: true }).inputValue()).toBe('A ferry in the fog')

    const offline = await context.newPage()
    const troubles = troublesOn(offline)
    await openStory(offline, '/desk/new')
    await unplug(offline)
    await offline.getByLabel('Headline', { exact: true }).fill('Written without a connection')
    await expect.poll(() => saveState(offline).innerText(), { timeout: 20_000 }).toContain('Your text is kept')
    await kill(context, offline)
    const again = await context.newPage()
    await openStory(again, '/desk/new')
    const offered = again.locator('.notices .message', { hasText: 'Written without a connection' })
    await offered.getByRole('button', { name: 'Continue with it' }).click()
    expect(await again.getByLabel('Headline', { exact: true }).inputValue()).toBe('Written without a connection')
    expect(troubles).toEqual([])
  })
})

test('what is typed while a colleague is signed in here is not taken for saved, and is saved when its writer is back', async () => {
  const slug = await aStory()
  const { context, page } = await aWriter(browser)
  const colleague = await aWriter(browser)
  await closing(colleague.context, () =>
    closing(context, async () => {
      await openStory(page, slug)
      const own = await context.cookies()
      const others = await colleague.context.cookies()
      await context.addCookies(others)
      await writeIn(page, 0, ' Written in her chair.')
      await expect.poll(() => saveState(page).innerText(), { timeout: 20_000 }).toContain(`you’re signed in as ${colleague.name}`)
      await context.addCookies(own)
      await expect.poll(() => saveState(page).innerText(), { timeout: 20_000 }).toMatch(/^Saved/)
      const draft = await context.request.get(`${new URL(page.url()).origin}/api/drafts/story:${slug}`)
      expect(await draft.text()).toContain('Written in her chair.')
    }),
  )
})

test('what went to a colleague’s drafts instead is still on the device', async () => {
  const slug = await aStory()
  const { context, page } = await aWriter(browser)
  const colleague = await aWriter(browser)
  await closing(colleague.context, () =>
    closing(context, async () => {
      // Only the draft’s answer says who is signed in.
      await page.route('**/presence', (route) => route.abort())
      await openStory(page, slug)
      const own = await context.cookies()
      await context.addCookies(await colleague.context.cookies())
      await writeIn(page, 0, ' Written in her chair.')
      await expect.poll(() => saveState(page).innerText(), { timeout: 20_000 }).toContain(`you’re signed in as ${colleague.name}`)
      await context.addCookies(own)
      await kill(context, page)
      const again = await context.newPage()
      await openStory(again, slug)
      await again.locator('.notices .message', { hasText: 'kept on this device' }).getByRole('button', { name: 'Continue with it' }).click()
      await untilSaved(again)
      expect(await again.locator(TEXT).innerText()).toContain('Written in her chair.')
    }),
  )
})

test('a picture on its way is not left out of what is filed', async () => {
  const slug = await aStory()
  const { context, page } = await aWriter(browser)
  await closing(context, async () => {
    await openStory(page, slug)
    let send: () => void = () => undefined
    const mayArrive = new Promise<void>((resolve) => {
      send = resolve
    })
    await page.route('**/api/pictures', async (route) => {
      await mayArrive
      await route.fulfill({ status: 201, json: { src: 'https://pictures.example/quay.jpg', width: 800, height: 500 } })
    })
    await page.evaluate((selector) => {
      const data = new DataTransfer()
      data.items.add(new File([new Uint8Array([1])], 'quay.jpg', { type: 'image/jpeg' }))
      document.querySelector(selector)?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
    }, TEXT)
    await page.locator('.card.upload').waitFor()
    await page.getByRole('button', { name: 'File', exact: true }).click()
    await page.locator('.notices', { hasText: 'still being uploaded' }).waitFor()
    send()
    await page.locator(`${TEXT} img[src*=quay]`).waitFor({ state: 'attached' })
    await page.getByRole('button', { name: 'File', exact: true }).click()
    await page.waitForURL(/done=filed/)
    expect(JSON.stringify((await articleNow(slug)).body)).toContain('quay.jpg')
  })
})
