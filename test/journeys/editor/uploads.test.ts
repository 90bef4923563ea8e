import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BlockInput } from '../../../src/copy/shapes/block.ts'
import type { EditorPage } from './editor-page.ts'
import { blocksIn, type Desk, openDesk, paste, settled, write } from './harness.ts'

declare const desk: EditorPage

let open: Desk
beforeAll(async () => {
  open = await openDesk()
})
afterAll(() => open.close())

const paragraph = (text: string): BlockInput => ({ type: 'paragraph', text })
const PICTURE = { type: 'picture', src: '/pictures/dropped', alt: '', width: 640, height: 480 }
const FILE = { name: 'fog.jpg', type: 'image/jpeg', bytes: [255, 216, 255] }

/** An upload that goes as far as the test says. */
const uploadByHand = () =>
  open.page.evaluate(() => {
    const steps = window as unknown as { progress: (share: number) => void; finish: () => void; fail: () => void; aborted: boolean }
    steps.aborted = false
    desk.upload = (_file, onProgress, signal) =>
      new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => {
          steps.aborted = true
        })
        steps.progress = onProgress
        steps.finish = () => resolve({ src: '/pictures/dropped', width: 640, height: 480 })
        steps.fail = () => reject(new Error('The file is damaged.'))
      })
  })
const step = async (name: 'finish' | 'fail') => {
  await open.page.evaluate((which) => (window as unknown as Record<string, () => void>)[which]?.(), name)
  await settled(open.page)
}

describe('pictures that are dropped or pasted', () => {
  test('show how far they are, and are no copy until they are there', async () => {
    await write(open.page, [paragraph('a'), paragraph('b')])
    await uploadByHand()
    await open.page.evaluate((file) => desk.give('drop', {}, [file]), FILE)
    await open.page.evaluate(() => (window as unknown as { progress: (share: number) => void }).progress(0.4))
    expect(
      await open.page
        .getByLabel('Upload of fog.jpg')
        .first()
        .evaluate((bar) => (bar as HTMLProgressElement).value),
    ).toBe(0.4)
    expect(await blocksIn(open.page)).toEqual([paragraph('a'), paragraph('b')])
    // Writing goes on meanwhile, and the picture comes where it was dropped.
    await open.page.evaluate(() => desk.editor.jumpTo(0))
    await open.page.keyboard.type('x')
    await step('finish')
    expect(await blocksIn(open.page)).toEqual([paragraph('xa'), paragraph('b'), PICTURE])
    expect(await open.page.evaluate(() => desk.announced)).toEqual(['Uploading fog.jpg.', 'The picture is uploaded. Describe it in its alt text.'])
  })

  test('say why they failed, and can be tried again', async () => {
    await write(open.page, [])
    await uploadByHand()
    await open.page.evaluate((file) => desk.give('paste', {}, [file]), FILE)
    await step('fail')
    expect(await open.page.getByText('fog.jpg wasn’t uploaded. The file is damaged.').isVisible()).toBe(true)
    await open.page.getByRole('button', { name: 'Try again: fog.jpg' }).click()
    await step('finish')
    expect(await blocksIn(open.page)).toEqual([PICTURE])
  })

  test('can be cancelled', async () => {
    await write(open.page, [paragraph('a')])
    await uploadByHand()
    await open.page.evaluate((file) => desk.give('paste', {}, [file]), FILE)
    await open.page.getByRole('button', { name: 'Cancel: fog.jpg' }).click()
    await step('finish')
    expect(await open.page.evaluate(() => (window as unknown as { aborted: boolean }).aborted)).toBe(true)
    expect(await blocksIn(open.page)).toEqual([paragraph('a')])
  })

  test('come out of pasted HTML, too', async () => {
    await write(open.page, [])
    await open.page.evaluate(() => {
      desk.upload = async (file) => ({ src: `/pictures/${file.type.replace('image/', '')}-${file.size}`, width: 2, height: 1 })
    })
    await paste(open.page, { 'text/html': '<p>a</p><img src="data:image/png;base64,iVBORw0KGgo=" width="2" height="1"><p>b</p>', 'text/plain': 'a b' })
    await settled(open.page)
    expect(await blocksIn(open.page)).toEqual([paragraph('a'), { type: 'picture', src: '/pictures/png-8', alt: '', width: 2, height: 1 }, paragraph('b')])
  })

  test('are known by their name where a system gives no type, and what is no picture is named', async () => {
    await write(open.page, [])
    await open.page.evaluate(() => {
      desk.upload = async (file) => ({ src: `/pictures/${file.name}`, width: 2, height: 1 })
    })
    const files = [
      { name: 'IMG_1.HEIC', type: '', bytes: [1] },
      { name: 'minutes.pdf', type: 'application/pdf', bytes: [2] },
    ]
    await open.page.evaluate((given) => desk.give('drop', {}, given), files)
    await settled(open.page)
    expect((await blocksIn(open.page)).map(({ src }) => src)).toEqual(['/pictures/IMG_1.HEIC'])
    expect(await open.page.locator('.body-notice').textContent()).toContain('Left out: minutes.pdf.')
  })

  test('come out of pasted HTML, and undo takes them out again', async () => {
    await write(open.page, [])
    await paste(open.page, { 'text/html': '<p>a</p><img src="data:image/png;base64,iVBORw0KGgo=">', 'text/plain': 'a' })
    await settled(open.page)
    expect((await blocksIn(open.page)).some(({ type }) => type === 'picture')).toBe(true)
    await open.page.keyboard.press('Control+z')
    await settled(open.page)
    expect((await blocksIn(open.page)).some(({ type }) => type === 'picture')).toBe(false)
  })
})

test('nothing of it breaks the page’s policy', async () => {
  expect(await open.page.evaluate(() => desk.violations)).toEqual([])
  expect(open.troubles).toEqual([])
})
