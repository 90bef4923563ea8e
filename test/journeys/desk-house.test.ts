import type { Browser } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { launchBrowser } from '../../scripts/browser.ts'
import { api, faults, sidewaysScroll, sitDown, smallControls, tokenFor } from './newsroom.ts'
import { closing, siteUrl } from './reader.ts'

let browser: Browser
let edith = ''
beforeAll(async () => {
  browser = await launchBrowser()
  edith = await tokenFor('editor', 'Edith of the house')
  const rows = Array.from({ length: 30 }, (_, n) => `reader-${n}@example.org,climate,2026-01-01T00:00:00Z,I agree,paper,SG`)
  await fetch(siteUrl('/api/subscribers'), {
    method: 'POST',
    headers: { Authorization: `Bearer ${inject('deskToken')}`, 'Content-Type': 'text/csv' },
    body: ['email,list,consent_at,consent_words,consent_source,country', ...rows].join('\n'),
  })
})
afterAll(() => browser.close())

/** No two are the same file. */
const picture = async (red: number) => ({
  name: `picture-${red}.png`,
  mimeType: 'image/png',
  buffer: await sharp({ create: { width: 600, height: 400, channels: 3, background: { r: red, g: 90, b: 120 } } })
    .png()
    .toBuffer(),
})
const heic = { name: 'IMG_1.HEIC', mimeType: 'image/heic', buffer: Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic') }

describe.each([
  ['with a script', true, 1280],
  ['without a script, on a phone', false, 360],
])('%s', (_, script, width) => {
  test('a picture is uploaded, described, given its focus point, found and used in a story', async () => {
    const { context, page, violations } = await sitDown(browser, { token: edith, script, width })
    await closing(context, async () => {
      await page.goto(siteUrl('/desk/pictures'))
      await page.getByText('Upload pictures', { exact: true }).click()
      await page.getByLabel('Alt text').fill(`A blue square, width ${width}`)
      await page.getByLabel('Files').setInputFiles(heic)
      await page.getByRole('button', { name: 'Upload' }).click()
      await page.getByText('Export it as JPEG').first().waitFor()
      expect(await page.getByLabel('Alt text').inputValue()).toBe(`A blue square, width ${width}`)

      await page.getByLabel('Files').setInputFiles(await picture(width % 256))
      await page.getByRole('button', { name: 'Upload' }).click()
      await page.getByText('Uploaded. Say what').waitFor()
      await page.goto(siteUrl(`/desk/pictures?q=square+${width}`))
      await page.locator('.picture-grid a').click()
      // 600 × 400 is shown in 288 × 192.
      await page.locator('.focus-map input').click({ position: { x: 72, y: 144 } })
      if (script) await page.getByRole('button', { name: 'Save' }).click()
      await page.getByText('Saved. Stories keep').waitFor()
      const { items } = (await api('GET', `/api/pictures?q=square+${width}`)).body
      expect(items).toMatchObject([{ focus: { x: 0.25, y: 0.75 }, uploadedBy: 'Edith of the house' }])
      await page.getByRole('link', { name: 'Use in a new story' }).click()
      expect(await page.locator('#picture-src').inputValue()).toBe(items[0].src)
      expect(await page.locator('#picture-alt').inputValue()).toBe(`A blue square, width ${width}`)
    })
    expect(violations).toEqual([])
  })

  test('a campaign is written, seen as readers will, booked and ended', async () => {
    const { context, page, violations } = await sitDown(browser, { token: edith, script, width })
    const name = `Tan Tea ${width}`
    await closing(context, async () => {
      await page.goto(siteUrl('/desk/campaigns/new'))
      expect(await page.locator('iframe').isVisible(), 'an empty frame').toBe(false)
      await page.getByLabel('Advertiser').fill(name)
      expect(await page.locator('iframe').isVisible(), 'without a script, once there is an advertiser').toBe(!script)
      await page.getByLabel('Within the text').check()
      await page.getByLabel('Headline').fill('Tea, and time for it')
      await page.getByLabel('Link address').fill('https://tea.example')
      await page.getByRole('button', { name: 'Preview' }).click()
      await page.frameLocator('iframe').getByText('Tea, and time for it').waitFor()
      expect((await api('GET', `/api/campaigns/tan-tea-${width}`)).status, 'a preview saves nothing').toBe(404)
      await page.getByRole('button', { name: 'Book campaign' }).click()
      await page.getByText('Booked.').waitFor()
      await page.getByText('End this campaign').click()
      page.once('dialog', (dialog) => dialog.accept())
      await page.getByRole('button', { name: 'End now' }).click()
      await page.getByText('Ended.', { exact: true }).waitFor()
      expect((await api('GET', `/api/campaigns/tan-tea-${width}`)).body).toMatchObject({ slots: ['body'], until: expect.any(String) })
      await api('DELETE', `/api/campaigns/tan-tea-${width}`)
    })
    expect(violations).toEqual([])
  })

  test('an issue is drafted, seen in light and dark, and sent with its progress', async () => {
    const { context, page, violations } = await sitDown(browser, { token: edith, script, width })
    await closing(context, async () => {
      await page.goto(siteUrl('/desk/newsletters/climate/new'))
      await page.getByLabel('Kind').selectOption('digest')
      await page.getByLabel('Subject').fill(`Mangroves ${width}`)
      await page.getByLabel('Introduction').fill('Good morning.')
      await page.getByLabel('Articles, in order').fill(siteUrl('/climate/the-forest-that-walks'))
      await page.getByRole('button', { name: 'Preview' }).click()
      expect(await page.locator('iframe').evaluateAll((frames) => frames.map((frame) => (frame as HTMLIFrameElement).clientWidth))).toEqual([
        360, 360, 600, 600,
      ])
      await page.frameLocator('iframe >> nth=0').getByText('Good morning.').last().waitFor()
      await page.getByRole('button', { name: 'Save draft' }).click()
      await page.getByText('The draft is saved.').waitFor()
      await page.frameLocator('iframe >> nth=0').getByText('Good morning.').last().waitFor()
      await page.getByRole('link', { name: 'Send now' }).click()
      await page.getByRole('button', { name: 'Send to 30 readers' }).click()
      const sent = page.locator('.head-line .state', { hasText: 'Sent' })
      // A script keeps the page up to date; without one it is opened again.
      const countSent = async () => {
        if (!script) await page.reload()
        return sent.count()
      }
      await expect.poll(countSent, { timeout: 60_000, interval: 1000 }).toBe(1)
      expect(await page.locator('.numbers').innerText()).toMatch(/Sent\s+30/)
    })
    expect(violations).toEqual([])
  })
})

test.each([
  '/desk/pictures',
  '/desk/pictures?pick=1',
  '/desk/campaigns',
  '/desk/campaigns/new',
  '/desk/newsletters',
  '/desk/newsletters/climate',
  '/desk/newsletters/climate/new',
  '/desk/subscribers',
])('%s has no fault that axe knows of, fits at 320 px, and has controls of 44 px', async (path) => {
  const admin = await tokenFor('admin')
  for (const [width, scheme] of [
    [320, 'light'],
    [1280, 'dark'],
  ] as const) {
    const { context, page } = await sitDown(browser, { token: admin, width, scheme })
    await closing(context, async () => {
      expect((await page.goto(siteUrl(path)))?.status()).toBe(200)
      expect(await sidewaysScroll(page)).toBe(0)
      expect(await faults(page)).toEqual([])
      expect(await smallControls(page)).toEqual([])
    })
  }
})
