import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BlockInput } from '../../../src/copy/shapes/block.ts'
import type { EditorPage } from './editor-page.ts'
import { blocksIn, type Desk, openDesk, press, settled, write } from './harness.ts'

declare const desk: EditorPage

let open: Desk
beforeAll(async () => {
  open = await openDesk()
})
afterAll(() => open.close())

const paragraph = (text: string): BlockInput => ({ type: 'paragraph', text })

/** Each string is typed; a key's name in braces is pressed. */
async function keyed(into: BlockInput[], script: string, options: { lang?: string } = {}) {
  await write(open.page, into, options)
  for (const part of script.match(/\{[^}]+\}|[^{]+/g) ?? []) {
    if (part.startsWith('{')) await press(open.page, part.slice(1, -1))
    else await open.page.keyboard.type(part)
  }
  await settled(open.page)
  return blocksIn(open.page)
}

describe('typed marks', () => {
  test('of blocks', async () => {
    expect(await keyed([], '## Fog{Enter}Late.{Enter}- one{Enter}two{Enter}{Enter}> Wait{Enter}{Enter}```{Enter}')).toEqual([
      { type: 'heading', level: 2, text: 'Fog' },
      paragraph('Late.'),
      { type: 'list', items: ['one', 'two'] },
      { type: 'quote', text: 'Wait' },
    ])
    expect(await keyed([], '3. three{Enter}four')).toEqual([{ type: 'list', ordered: true, start: 3, items: ['three', 'four'] }])
    expect(await keyed([], '---after')).toEqual([{ type: 'divider' }, paragraph('after')])
    expect(await keyed([], '```let x{Enter}x()')).toEqual([{ type: 'code', text: 'let x\nx()' }])
  })

  test('of words', async () => {
    expect(await keyed([], 'A **bold** and *slanted* and ~~old~~ and `code` word')).toEqual([
      paragraph('A <strong>bold</strong> and <em>slanted</em> and <s>old</s> and <code>code</code> word'),
    ])
    expect(await keyed([], '2 * 3 * 4 is a_b_c')).toEqual([paragraph('2 * 3 * 4 is a_b_c')])
  })

  test('quotation marks follow the language, and stay straight in code', async () => {
    expect(await keyed([], '"It\'s late," she said')).toEqual([paragraph('“It’s late,” she said')])
    expect(await keyed([], '"Spät"', { lang: 'de' })).toEqual([paragraph('„Spät“')])
    expect(await keyed([], '"晚"', { lang: 'zh-Hans' })).toEqual([paragraph('"晚"')])
    expect(await keyed([{ type: 'code', text: 'x' }], '{End} = "y"')).toEqual([{ type: 'code', text: 'x = "y"' }])
    expect(await keyed([], '`a` ')).toEqual([paragraph('<code>a</code> ')])
  })

  test('Backspace takes back what a mark became', async () => {
    expect(await keyed([], '1. {Backspace}Maccabees')).toEqual([paragraph('1. Maccabees')])
  })
})

describe('lists', () => {
  test('Tab and Shift+Tab move an item with what is below it, four levels deep at most', async () => {
    expect(await keyed([{ type: 'list', items: ['a', 'b', 'c'] }], '{ArrowDown}{Tab}{ArrowDown}{Tab}{Tab}')).toEqual([
      { type: 'list', items: [{ text: 'a', list: { items: [{ text: 'b', list: { items: ['c'] } }] } }] },
    ])
    expect(await keyed([], '- 1{Enter}2{Tab}{Enter}3{Tab}{Enter}4{Tab}{Enter}5{Tab}{Tab}')).toEqual([
      { type: 'list', items: [{ text: '1', list: { items: [{ text: '2', list: { items: [{ text: '3', list: { items: ['4', '5'] } }] } }] } }] },
    ])
    expect(await keyed([{ type: 'list', items: [{ text: 'a', list: { items: ['b', 'c'] } }, 'd'] }], '{ArrowDown}{Shift+Tab}')).toEqual([
      { type: 'list', items: ['a', { text: 'b', list: { items: ['c'] } }, 'd'] },
    ])
  })

  test('a mark that is typed once more, as in Markdown, is no word of the item', async () => {
    expect(await keyed([], '- one{Enter}- two{Enter}1. FC')).toEqual([{ type: 'list', items: ['one', 'two', '1. FC'] }])
    expect(await keyed([], '1. one{Enter}2. two')).toEqual([{ type: 'list', ordered: true, items: ['one', 'two'] }])
  })

  test('an empty item ends the list; Backspace makes a paragraph of an item, and joins it to the one above', async () => {
    const list: BlockInput = { type: 'list', items: ['a', 'b', 'c'] }
    expect(await keyed([list], '{End}{Enter}{Enter}x')).toEqual([{ type: 'list', items: ['a'] }, paragraph('x'), { type: 'list', items: ['b', 'c'] }])
    expect(await keyed([list], '{ArrowDown}{Home}{Backspace}')).toEqual([{ type: 'list', items: ['a'] }, paragraph('b'), { type: 'list', items: ['c'] }])
    expect(await keyed([list], '{ArrowDown}{Home}{Backspace}{Backspace}')).toEqual([{ type: 'list', items: ['ab', 'c'] }])
    expect(await keyed([list, paragraph('d')], '{ArrowDown}{ArrowDown}{End}{Delete}')).toEqual([{ type: 'list', items: ['a', 'b', 'cd'] }])
    expect(await keyed([list], '{End}{Delete}')).toEqual([{ type: 'list', items: ['ab', 'c'] }])
  })

  test('the buttons make lists of paragraphs, and paragraphs of lists', async () => {
    await write(open.page, [paragraph('a'), paragraph('b')])
    await press(open.page, 'Control+a')
    await open.page.getByRole('button', { name: 'Numbered list' }).click()
    expect(await blocksIn(open.page)).toEqual([{ type: 'list', ordered: true, items: ['a', 'b'] }])
    await open.page.getByRole('button', { name: 'Bulleted list' }).click()
    expect(await blocksIn(open.page)).toEqual([{ type: 'list', items: ['a', 'b'] }])
    expect(await open.page.getByRole('button', { name: 'Bulleted list' }).getAttribute('aria-pressed')).toBe('true')
    await open.page.getByRole('button', { name: 'Bulleted list' }).click()
    expect(await blocksIn(open.page)).toEqual([paragraph('a'), paragraph('b')])
  })

  test('a picture among the selected paragraphs stays between their lists', async () => {
    const divider: BlockInput = { type: 'divider' }
    await write(open.page, [paragraph('a'), divider, paragraph('b')])
    await press(open.page, 'Control+a')
    await open.page.getByRole('button', { name: 'Bulleted list' }).click()
    expect(await blocksIn(open.page)).toEqual([{ type: 'list', items: ['a'] }, divider, { type: 'list', items: ['b'] }])
  })

  test('numbers that a list was filed with stay', async () => {
    const list: BlockInput = { type: 'list', ordered: true, start: 5, reversed: true, items: [{ text: 'a', value: 9 }, 'b'] }
    expect(await keyed([list], 'x')).toEqual([{ ...list, items: [{ text: 'xa', value: 9 }, 'b'] }])
  })
})

describe('tables by keyboard', () => {
  const table: BlockInput = { type: 'table', caption: 'Trains', head: ['Where', 'When'], rows: [['Oslo', '10:00']] }

  test('Tab goes from cell to cell and makes rows; from an empty last row it leads out', async () => {
    expect(await keyed([table], '{Tab}{Tab}{Tab}{Tab}Bergen{Tab}11:00{Tab}{Tab}{Tab}after')).toEqual([
      {
        ...table,
        rows: [
          ['Oslo', '10:00'],
          ['Bergen', '11:00'],
          ['', ''],
        ],
      },
      paragraph('after'),
    ])
  })

  test('rows and columns come and go', async () => {
    expect(await keyed([table], '{Control+Alt+ArrowDown}x')).toEqual([
      {
        ...table,
        rows: [
          ['x', ''],
          ['Oslo', '10:00'],
        ],
      },
    ])
    expect(await keyed([table], '{Control+Alt+ArrowRight}y')).toEqual([{ ...table, head: ['Where', 'y', 'When'], rows: [['Oslo', '', '10:00']] }])
    expect(await keyed([table], '{Control+Alt+Backspace}')).toEqual([{ type: 'table', caption: 'Trains', rows: [['Oslo', '10:00']] }])
    expect(await keyed([table], '{Control+Alt+Delete}')).toEqual([{ ...table, head: ['When'], rows: [['10:00']] }])
  })

  test('headings of rows and columns are buttons, and show as headings', async () => {
    await write(open.page, [table])
    await open.page.getByRole('button', { name: 'Row headings' }).click()
    await open.page.getByRole('button', { name: 'Heading row' }).click()
    expect(await blocksIn(open.page)).toEqual([
      {
        type: 'table',
        caption: 'Trains',
        rows: [
          ['Where', 'When'],
          ['Oslo', '10:00'],
        ],
        rowHeads: true,
      },
    ])
    expect(await open.page.locator('.ProseMirror th[scope=row]').allTextContents()).toEqual(['Where', 'Oslo'])
  })

  test('its caption is a field', async () => {
    await write(open.page, [table])
    await open.page.getByLabel('Table caption').fill('Night trains')
    expect(await blocksIn(open.page)).toEqual([{ ...table, caption: 'Night trains' }])
  })

  test('what is selected in several cells can be deleted, and no cell flows into another', async () => {
    expect(
      await keyed(
        [
          {
            type: 'table',
            rows: [
              ['ab', 'cd'],
              ['ef', 'gh'],
            ],
          },
        ],
        '{ArrowRight}{Shift+ArrowRight}{Shift+ArrowRight}{Shift+ArrowRight}{Delete}x',
      ),
    ).toEqual([
      {
        type: 'table',
        rows: [
          ['ax', 'd'],
          ['ef', 'gh'],
        ],
      },
    ])
    expect(await keyed([{ type: 'table', rows: [['ab', 'cd']] }], '{Backspace}{End}{Delete}x')).toEqual([{ type: 'table', rows: [['abx', 'cd']] }])
  })
})

describe('cards', () => {
  const picture: BlockInput = { type: 'picture', src: '/pictures/dropped', alt: 'Fog', width: 640, height: 480 }

  test('alt text is a decision: words, or that the picture is decorative', async () => {
    await write(open.page, [picture])
    await open.page.getByLabel('Alt text').fill('')
    expect(await blocksIn(open.page)).toEqual([{ ...picture, alt: '' }])
    expect(await open.page.getByText('Describe what the picture shows').isVisible()).toBe(true)
    await open.page.getByLabel('Decorative').check()
    expect(await blocksIn(open.page)).toEqual([{ ...picture, alt: '', decorative: true }])
    await open.page.getByLabel('Decorative').uncheck()
    await open.page.getByLabel('Alt text').fill('A ferry')
    await open.page.getByLabel('Caption').fill('In the fog')
    await open.page.getByLabel('Credit').fill('R. Sol')
    expect(await blocksIn(open.page)).toEqual([{ ...picture, alt: 'A ferry', caption: 'In the fog', credit: 'R. Sol' }])
  })

  test('Enter leads into a selected card, Escape back; its buttons move and remove it', async () => {
    await write(open.page, [paragraph('a'), picture])
    await open.page.evaluate(() => desk.editor.jumpTo(1))
    await press(open.page, 'Enter')
    expect(await open.page.getByLabel('Alt text').evaluate((field) => field === document.activeElement)).toBe(true)
    await press(open.page, 'Escape', 'Alt+Shift+ArrowUp')
    expect(await blocksIn(open.page)).toEqual([picture, paragraph('a')])
    await open.page.getByRole('button', { name: 'Move down: picture' }).click()
    expect(await blocksIn(open.page)).toEqual([paragraph('a'), picture])
    await open.page.getByRole('button', { name: 'Remove: picture' }).click()
    expect(await blocksIn(open.page)).toEqual([paragraph('a')])
    await press(open.page, 'Control+z')
    expect(await blocksIn(open.page)).toEqual([paragraph('a'), picture])
  })

  test('embeds, HTML and who said a quotation are fields', async () => {
    await write(open.page, [
      { type: 'embed', url: 'https://v.example/1', title: 'A film' },
      { type: 'html', html: '<dl><dt>a</dt><dd>b</dd></dl>' },
      { type: 'quote', text: 'Wait' },
    ])
    await open.page.getByLabel('Title').fill('The film')
    await open.page.getByText('Edit HTML').click()
    await open.page.getByLabel('HTML', { exact: true }).last().fill('<p>c</p>')
    await open.page.getByLabel('Who said it').fill('The captain')
    expect(await blocksIn(open.page)).toEqual([
      { type: 'embed', url: 'https://v.example/1', title: 'The film' },
      { type: 'html', html: '<p>c</p>' },
      { type: 'quote', text: 'Wait', cite: 'The captain' },
    ])
  })

  test('a chart is put in from the slash menu, and its data pasted from a spreadsheet', async () => {
    await keyed([], '/chart{Enter}Fish')
    await open.page.getByLabel('Form', { exact: true }).selectOption('line')
    await open.page.getByLabel('Data', { exact: true }).fill('Year\tCatch\n1990\t1,412\n1991\t')
    await open.page.getByLabel('Source', { exact: true }).fill('Lake survey')
    const rows = [
      ['1990', 1412],
      ['1991', null],
    ]
    expect(await blocksIn(open.page)).toEqual([{ type: 'chart', form: 'line', title: 'Fish', columns: ['Year', 'Catch'], rows, source: 'Lake survey' }])
  })

  test('a map’s places and lines are lines of text, and what the editor does not know of it stays', async () => {
    const map = { type: 'map', title: 'North', points: [{ label: 'Gao', at: [16.27, -0.05] }], mood: 'calm' } as BlockInput
    await write(open.page, [map])
    const places = open.page.getByLabel('Places and lines', { exact: true })
    expect(await places.inputValue()).toBe('point: 16.27, -0.05 | Gao')
    await places.fill('point: 16.27, -0.05 | Gao\ndashed: 16.27, -0.05; 18.44, 1.41')
    expect(await blocksIn(open.page)).toEqual([
      {
        ...map,
        lines: [
          {
            path: [
              [16.27, -0.05],
              [18.44, 1.41],
            ],
            dashed: true,
          },
        ],
      },
    ])
  })

  test('a scoreboard is a form: the sides, their scores, the clock, and an event a line', async () => {
    const board = {
      type: 'scoreboard',
      venue: 'The Basin',
      sides: [
        { name: 'Rovers', club: 7 },
        { name: 'Quayside', score: '0' },
      ],
    } as BlockInput
    await write(open.page, [board])
    await open.page.getByLabel('First side: score').fill('1')
    await open.page.getByLabel('Second side: score').fill('')
    await open.page.getByLabel('Clock').fill('12′')
    await open.page.getByLabel('Events').fill('9′ | 1 | Brandt\nLights out\n10′ | Quayside | Booked: Pell\n11′ | nobody | A gull\n')
    expect(await open.page.getByLabel('Events').inputValue()).toMatch(/gull\n$/)
    expect(await blocksIn(open.page)).toEqual([
      {
        type: 'scoreboard',
        venue: 'The Basin',
        sides: [{ name: 'Rovers', club: 7, score: '1' }, { name: 'Quayside' }],
        clock: '12′',
        events: [
          { clock: '9′', side: 1, text: 'Brandt' },
          { text: 'Lights out' },
          { clock: '10′', side: 2, text: 'Booked: Pell' },
          { text: '11′ | nobody | A gull' },
        ],
      },
    ])
    await open.page.getByLabel('Events').fill('')
    expect((await blocksIn(open.page))[0]).not.toHaveProperty('events')
  })

  test('a block that this editor does not know, and fields that it does not know, survive', async () => {
    const unknown = { type: 'quiz', at: [1, 2] } as unknown as BlockInput
    const marked = { type: 'paragraph', id: 'p7', text: 'ab', mood: 'calm' } as BlockInput
    expect(await keyed([marked, unknown], 'x{ArrowRight}{Enter}')).toEqual([{ ...marked, text: 'xa' }, paragraph('b'), unknown])
  })
})

describe('the caret’s way', () => {
  test('Tab leaves the text; Escape, then Tab, leaves it from a list, a table or a card', async () => {
    const focused = () => open.page.evaluate(() => document.activeElement?.id)
    await write(open.page, [paragraph('a')])
    await press(open.page, 'Tab')
    expect(await focused()).toBe('last')
    for (const block of [
      { type: 'list', items: ['a'] },
      { type: 'table', rows: [['a']] },
    ] satisfies BlockInput[]) {
      await write(open.page, [block])
      await press(open.page, 'Tab')
      expect(await focused()).not.toBe('last')
      await press(open.page, 'Escape', 'Tab')
      expect(await focused()).toBe('last')
      await open.page.evaluate(() => desk.editor.focus())
      await press(open.page, 'Escape', 'Shift+Tab')
      expect(await open.page.evaluate(() => document.activeElement?.closest('[role=toolbar]') !== null)).toBe(true)
    }
    expect(await open.page.evaluate(() => desk.announced)).toContain('Press Tab to leave the text.')
  })

  test('the toolbar is one stop, with arrows between its buttons; F6 leads to it', async () => {
    await write(open.page, [paragraph('a')])
    await press(open.page, 'F6', 'ArrowRight')
    expect(await open.page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Bold')
    await press(open.page, 'End', 'ArrowRight')
    expect(await open.page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Paragraph: Paragraph')
    expect(await open.page.locator('[role=toolbar]').first().locator('[tabindex="0"]:visible').count()).toBe(1)
  })
})

describe('what can be asked for', () => {
  test('a slash offers blocks by name, and Escape takes the offer back', async () => {
    expect(await keyed([], '/tab{Enter}x')).toEqual([
      {
        type: 'table',
        head: ['x', '', ''],
        rows: [
          ['', '', ''],
          ['', '', ''],
        ],
      },
    ])
    expect(await keyed([], '/{ArrowDown}{ArrowDown}{Enter}x')).toEqual([{ type: 'divider' }, paragraph('x')])
    expect(await keyed([], '/h2{Enter}Fog')).toEqual([{ type: 'heading', level: 2, text: 'Fog' }])
    expect(await keyed([], '/quo{Escape}{Enter}x')).toEqual([paragraph('/quo'), paragraph('x')])
    expect(await keyed([], 'and/or')).toEqual([paragraph('and/or')])
    await keyed([], '/')
    const text = open.page.locator('.ProseMirror')
    expect(await open.page.locator(`#${await text.getAttribute('aria-activedescendant')}`).textContent()).toBe('Picture')
  })

  test('links: repaired where it is plain what was meant, refused with a reason, removed', async () => {
    await keyed([paragraph('harbour')], '{Shift+End}{Control+k}www.x.example/a')
    expect(await open.page.locator('.held').textContent()).toBe('harbour')
    await press(open.page, 'Enter')
    expect(await open.page.locator('.held').count()).toBe(0)
    expect(await blocksIn(open.page)).toEqual([paragraph('<a href="https://www.x.example/a">harbour</a>')])
    await press(open.page, 'ArrowLeft', 'Control+k')
    await open.page.getByLabel('Address').fill('javascript:alert(1)')
    await press(open.page, 'Enter')
    expect(await open.page.getByRole('alert').textContent()).toContain('a link must use http')
    await open.page.getByRole('button', { name: 'Remove', exact: true }).click()
    expect(await blocksIn(open.page)).toEqual([paragraph('harbour')])
  })

  test('bold, and other emphasis, on and off', async () => {
    expect(await keyed([paragraph('ab')], '{Shift+ArrowRight}{Control+b}')).toEqual([paragraph('<strong>a</strong>b')])
    expect(await keyed([paragraph('<b>a</b>b')], '{Shift+ArrowRight}{Control+b}')).toEqual([paragraph('ab')])
    await keyed([paragraph('WTO')], '{Shift+End}')
    await open.page.getByRole('button', { name: 'More' }).click()
    await open.page
      .getByRole('menuitemcheckbox', { name: 'Abbreviation' })
      .or(open.page.getByRole('menuitem', { name: 'Abbreviation' }))
      .click()
    await open.page.getByLabel('It stands for').fill('World Trade Organization')
    await press(open.page, 'Enter')
    expect(await blocksIn(open.page)).toEqual([paragraph('<abbr title="World Trade Organization">WTO</abbr>')])
  })

  test('find and replace, as it is typed', async () => {
    await keyed([paragraph('Price and <b>price</b>'), { type: 'list', items: ['PRICE'] }], '{Control+f}price')
    await open.page.getByLabel('Replace with').fill('$1 cost')
    expect(await open.page.locator('.count').textContent()).toContain('3')
    await open.page.getByRole('button', { name: 'Replace all' }).click()
    expect(await blocksIn(open.page)).toEqual([paragraph('$1 cost and <b>$1 cost</b>'), { type: 'list', items: ['$1 cost'] }])
    await press(open.page, 'Escape')
    expect(await open.page.locator('.find-bar').isVisible()).toBe(false)
  })

  test('undo and redo', async () => {
    expect(await keyed([paragraph('a')], '{End}bc{Control+z}')).toEqual([paragraph('a')])
    await press(open.page, 'Control+y')
    expect(await blocksIn(open.page)).toEqual([paragraph('abc')])
  })

  test('the length is counted', async () => {
    await keyed([paragraph('One two'), { type: 'list', items: ['three'] }], '')
    expect(await open.page.evaluate(() => desk.editor.wordCount())).toBe(3)
    await open.page.getByText('3 words · 1 minute read').waitFor()
  })
})

test('nothing of it breaks the page’s policy', async () => {
  expect(await open.page.evaluate(() => desk.violations)).toEqual([])
  expect(open.troubles).toEqual([])
})
