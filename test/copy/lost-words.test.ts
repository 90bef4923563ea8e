/** No word of foreign HTML is lost in silence. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { blocksFromHtml } from '../../src/copy/html/from-html.ts'
import { sanitiseBlock, sanitiseInline } from '../../src/copy/html/sanitise.ts'
import { isCanonicalInline } from '../../src/copy/text/inline.ts'
import { Notes } from '../../src/copy/text/omissions.ts'
import { runs } from './copies.ts'

function read(html: string) {
  const notes = new Notes()
  return { blocks: blocksFromHtml(html, notes.reporterAt('')), notes: notes.list() }
}

/** Trees in which every word is another, and none stands where no reader would see it. */
const anyTree = fc.letrec<{ node: string; nodes: string }>((tie) => ({
  nodes: fc.array(tie('node'), { minLength: 1, maxLength: 4 }).map((parts) => parts.join('')),
  node: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.constant('%'),
    fc
      .tuple(
        fc.constantFrom(
          ...['p', 'div', 'b', 'em', 'del', 'a href="/x"', 'a href="rel"', 'span style="font-weight:700"', 'span style="text-decoration:line-through"'],
          ...[
            'ul',
            'ol',
            'li',
            'table',
            'tr',
            'td',
            'th',
            'caption',
            'blockquote',
            'cite',
            'footer',
            'figure',
            'figcaption',
            'h1',
            'h3',
            'pre',
            'dl',
            'dt',
            'dd',
          ],
          ...[
            'details',
            'summary',
            'ruby',
            'rt',
            'rb',
            'section',
            'aside class="pullquote"',
            'aside class="embed"',
            'button',
            'form',
            'nav',
            'span hidden',
            'svg',
          ],
          ...[
            'p class=MsoListParagraph style="mso-list:l0 level1 lfo1"',
            'p style="mso-list:l0 level2 lfo1"',
            'x-unknown',
            'sub',
            'center',
            'media',
            'fieldset',
          ],
        ),
        tie('nodes'),
      )
      .map(([tag, inner]) => `<${tag}>${inner}</${tag.split(' ')[0]}>`),
    fc.constantFrom('<br>', '<hr>', '<img src="/p.jpg" width=3 height=2 alt="">', '<iframe src="https://v.example/x"></iframe>', ' ', '\n'),
  ),
}))

test('what a film or a frame says to browsers without one is named, in case its end was lost and the story is in it', () => {
  expect(read('<p>One.</p><video src="/v.mp4"><p>Two.').notes).toEqual(['A <video> (/v.mp4) was left out: “Two.”. You can use an embed block instead.'])
  const notes = new Notes()
  expect(sanitiseInline('One <audio src="/a.mp3">two', notes.reporterAt(''))).toBe('One ')
  expect(notes.list()).toEqual(['An <audio> (/a.mp3) was left out: “two”. You can use an embed block instead.'])
})

describe('no word', () => {
  const words = (text: string) => [...new Set(text.match(/w\d+w/g) ?? [])].sort()
  const numbered = (tree: string) => {
    let at = 0
    return tree.replace(/%/g, () => `w${at++}w`)
  }

  test('of foreign HTML is lost in silence', () => {
    fc.assert(
      fc.property(anyTree.nodes, (tree) => {
        const html = numbered(tree)
        const { blocks, notes } = read(html)
        expect(words(JSON.stringify(blocks) + notes.join()), html).toEqual(words(html))
      }),
      runs(400),
    )
  })

  test('of HTML in a text or a block of HTML is lost in silence', () => {
    fc.assert(
      fc.property(anyTree.nodes, (tree) => {
        const html = numbered(tree)
        for (const clean of [sanitiseInline, sanitiseBlock]) {
          const notes = new Notes()
          const out = clean(html, notes.reporterAt(''))
          expect(words(out + notes.list().join()), html).toEqual(words(html))
          if (clean === sanitiseInline) expect(isCanonicalInline(out), out).toBe(true)
        }
      }),
      runs(400),
    )
  })
})
