import { expect, test } from 'vitest'
import { findBlock } from '../../src/copy/block-anchor.ts'

const look = (excerpt: string) => ({ excerpt, fingerprint: `h${excerpt}` })
const BODY = ['The minister arrived in Bamako on Tuesday', 'Talks begin on Wednesday', 'Talks begin on Wednesday', '谈判星期三开始'].map(look)
const at = (block: number) => ({ block, ...(BODY[block] as (typeof BODY)[number]) })

test('a block is found where it was moved to, and of two alike the nearer one', () => {
  expect(findBlock(at(0), [look('New'), ...BODY])).toBe(1)
  expect(findBlock(at(2), BODY)).toBe(2)
  expect(findBlock(at(2), BODY.slice(1))).toBe(1)
})

test('a block whose words were changed is found by those that it still has, in scripts without spaces too', () => {
  expect(findBlock(at(0), [look('Talks'), look('The minister arrived in the Malian capital on Tuesday')])).toBe(1)
  expect(findBlock(at(3), [look('谈判星期四开始'), look('The minister')])).toBe(0)
})

test('a block that is gone is not taken for another', () => {
  expect(findBlock(at(0), BODY.slice(1))).toBeUndefined()
  expect(findBlock(at(0), [])).toBeUndefined()
  expect(findBlock({ block: 0, excerpt: '', fingerprint: 'divider' }, BODY)).toBeUndefined()
})
