/** `node scripts/readme-pictures.ts` takes the README's pictures anew, of the demo edition as it is today, into docs/. */
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import sharp from 'sharp'
import { launchBrowser } from './browser.ts'
import { root } from './run-node.ts'
import { runSite } from './run-site.ts'

const DESK = { width: 1280, height: 860 }
const PHONE = { width: 360, height: 760 }
const GAP = 24
const JPEG = { quality: 82, mozjpeg: true }

type Scene = { path: string; scheme: 'light' | 'dark' }

const PHONES: readonly Scene[] = [
  { path: '/world/putin-mali-goita-phone-call', scheme: 'light' },
  { path: '/climate/the-forest-that-walks', scheme: 'dark' },
  { path: '/culture/the-bookbinder-of-tunis', scheme: 'light' },
]

async function shoot(browser: Browser, url: string, { path, scheme }: Scene, viewport: { width: number; height: number }) {
  const page = await browser.newPage({ viewport, colorScheme: scheme, deviceScaleFactor: 1.5, reducedMotion: 'reduce' })
  await page.goto(`${url}${path}`, { waitUntil: 'networkidle' })
  const picture = await page.screenshot()
  await page.close()
  return picture
}

const site = await runSite()
const browser = await launchBrowser()
try {
  const front = await shoot(browser, site.url, { path: '/', scheme: 'light' }, DESK)
  await sharp(front).resize(DESK.width).jpeg(JPEG).toFile(join(root, 'docs/front.jpg'))

  const phones = []
  for (const [n, scene] of PHONES.entries()) {
    const input = await sharp(await shoot(browser, site.url, scene, PHONE))
      .resize(PHONE.width)
      .toBuffer()
    phones.push({ input, left: n * (PHONE.width + GAP), top: 0 })
  }
  const width = PHONES.length * (PHONE.width + GAP) - GAP
  await sharp({ create: { width, height: PHONE.height, channels: 3, background: '#d8d8d8' } })
    .composite(phones)
    .jpeg(JPEG)
    .toFile(join(root, 'docs/phones.jpg'))
} finally {
  await browser.close()
  await site.stop()
}
