import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BlockInput } from '../../../src/copy/shapes/block.ts'
import type { EditorPage } from './editor-page.ts'
import { blocksIn, type Desk, openDesk, paste, write } from './harness.ts'

declare const desk: EditorPage

describe('pasting', () => {
  let open: Desk
  beforeAll(async () => {
    open = await openDesk()
  })
  afterAll(() => open.close())

  const pasted = async (data: Record<string, string>, into: BlockInput[] = []) => {
    await write(open.page, into)
    await paste(open.page, data)
    return blocksIn(open.page)
  }

  test('Markdown comes in as what it says', async () => {
    expect(await pasted({ 'text/plain': '## Delays\n\n- one\n- **two**\n\n> Said it' })).toEqual([
      { type: 'heading', level: 2, text: 'Delays' },
      { type: 'list', items: ['one', '<strong>two</strong>'] },
      { type: 'quote', text: 'Said it' },
    ])
  })
})
