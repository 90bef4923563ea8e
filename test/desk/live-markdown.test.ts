import { expect, test } from 'vitest'
import { parseUpdateText } from '../../src/desk/parse-update.ts'
import { markdownOf } from '../../src/desk/scripts/live/markdown.ts'

const SRC = '/pictures/0123456789abcdef0123456789abcdef'

test.each(['Cranes ] [ \\ over the harbour', 'A *starred* _ship_ with `code` & a <flag>', '~~No~~ exit &amp; 2*3*4'])(
  'the description “%s” of a live update’s picture arrives as it was typed',
  (alt) => {
    const picture = { src: SRC, width: 640, height: 480, alt, decorative: false }
    const read = parseUpdateText({ markdown: markdownOf({ headline: '', markdown: 'The fleet.', key: false, pinned: false, picture }) })
    expect(read.ok && read.value.body).toMatchObject([{ text: 'The fleet.' }, { src: SRC, alt }])
  },
)
