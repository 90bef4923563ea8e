/** What a body is made of. `text` and cells are inline HTML (see text/inline.ts); everything else is plain. */
import * as v from 'valibot'
import { cleanText } from '../text/characters.ts'
import type { Inline } from '../text/inline.ts'
import { sanitiseBlockText, sanitiseInlineText } from '../text/sanitiser.ts'
import { drawingRules } from './drawing.ts'
import { Line, Prose, SiteUrl } from './field.ts'
import { Picture } from './picture.ts'
import { Scoreboard } from './scoreboard.ts'

const InlineText = v.pipe(
  v.string('This field must be text. It can contain inline HTML.'),
  v.maxLength(20_000, 'A block can have up to 20,000 characters. Split it into several.'),
  v.transform(sanitiseInlineText),
)

/** Nested lists end here: no reader follows deeper, and no outside input may make us recurse further. */
const MAX_LIST_DEPTH = 4

/** What a list's number may be in Markdown too. */
const MAX_ORDINAL = 999_999_999

const Ordinal = v.pipe(
  v.number('A list number must be a whole number.'),
  v.integer('A list number must be a whole number.'),
  v.minValue(-MAX_ORDINAL, 'A list number can have up to nine digits.'),
  v.maxValue(MAX_ORDINAL, 'A list number can have up to nine digits.'),
)

/** How an ordered list counts: from `start`, and down if `reversed`. An item's `value` is its own number, from which its successors count on. */
const COUNTING = {
  ordered: v.optional(v.boolean('"ordered" must be true or false.')),
  start: v.optional(Ordinal),
  reversed: v.optional(v.boolean('"reversed" must be true or false.')),
}

type Counting = { ordered?: boolean | undefined; start?: number | undefined; reversed?: boolean | undefined }
type ListItemInput = string | { text: string; value?: number | undefined; list?: (Counting & { items: ListItemInput[] }) | undefined }
export type ListItem = Inline | { text: Inline; value?: number | undefined; list?: (Counting & { items: ListItem[] }) | undefined }
export type ListOfItems = Counting & { items: readonly ListItem[] }

const listItem = (depth: number): v.GenericSchema<ListItemInput, ListItem> => {
  const item = v.object({ text: InlineText, value: v.optional(Ordinal) })
  return v.union(
    [InlineText, depth === MAX_LIST_DEPTH ? item : v.object({ ...item.entries, list: v.optional(innerList(depth + 1)) })],
    `A list item must be text or {"text", "value", "list": {"items"}}, up to ${MAX_LIST_DEPTH} levels deep.`,
  )
}

const innerList = (depth: number) =>
  v.object({ ...COUNTING, items: v.lazy(() => v.pipe(v.array(listItem(depth)), v.maxLength(1000, 'A list can have up to 1,000 items.'))) })

export const Paragraph = v.looseObject({ type: v.literal('paragraph'), text: InlineText })
export const Heading = v.looseObject({
  type: v.literal('heading'),
  level: v.optional(v.picklist([2, 3, 4], 'A heading in the body must have level 2, 3 or 4. Level 1 is the headline.'), 2),
  text: InlineText,
})
export const PictureBlock = v.looseObject({ type: v.literal('picture'), ...Picture.entries })
export const Quote = v.looseObject({ type: v.literal('quote'), text: InlineText, cite: v.optional(Line) })
export const Pullquote = v.looseObject({ type: v.literal('pullquote'), text: InlineText, cite: v.optional(Line) })
export const List = v.looseObject({
  type: v.literal('list'),
  ...COUNTING,
  items: v.pipe(
    v.array(listItem(1), 'A list needs "items".'),
    v.minLength(1, 'A list needs at least one item.'),
    v.maxLength(1000, 'A list can have up to 1,000 items.'),
  ),
})
const Cells = v.pipe(v.array(InlineText, 'A row must be a list of cells.'), v.maxLength(100, 'A table can have up to 100 columns.'))
export const Table = v.looseObject({
  type: v.literal('table'),
  caption: v.optional(Line),
  head: v.optional(Cells),
  rows: v.pipe(
    v.array(Cells, 'A table needs "rows", each a list of cells.'),
    v.minLength(1, 'A table needs at least one row.'),
    v.maxLength(1000, 'A table can have up to 1,000 rows.'),
  ),
  /** The first cell of each row names the row. */
  rowHeads: v.optional(v.boolean('"rowHeads" must be true or false.')),
})
export const Code = v.looseObject({
  type: v.literal('code'),
  text: v.pipe(v.string('Code must be text.'), v.maxLength(50_000, 'A code block can have up to 50,000 characters.'), v.transform(cleanText)),
  language: v.optional(Line),
})
/** Something that lives elsewhere. Readers get its title and a link; nothing is fetched from there. */
export const Embed = v.looseObject({
  type: v.literal('embed'),
  url: v.pipe(SiteUrl, v.startsWith('https://', 'An embed’s address must start with https://.')),
  title: Line,
  provider: v.optional(Line),
  text: v.optional(Prose),
})
export const Divider = v.looseObject({ type: v.literal('divider') })
export const Html = v.looseObject({
  type: v.literal('html'),
  html: v.pipe(v.string('An html block needs "html".'), v.maxLength(50_000, 'An html block can have up to 50,000 characters.'), v.transform(sanitiseBlockText)),
})

export const Chart = v.pipe(
  v.looseObject({ type: v.literal('chart') }),
  v.lazy(() => drawingRules().Chart),
)
export const WorldMap = v.pipe(
  v.looseObject({ type: v.literal('map') }),
  v.lazy(() => drawingRules().WorldMap),
)

const BLOCKS = [Paragraph, Heading, PictureBlock, Quote, Pullquote, List, Table, Chart, WorldMap, Code, Embed, Scoreboard, Divider, Html] as const
export const BLOCK_TYPES = BLOCKS.map((block) => block.entries.type.literal)

export const Block = v.variant('type', BLOCKS, `A block’s type must be one of ${BLOCK_TYPES.join(', ')}.`)

export const Body = v.pipe(
  v.array(Block, 'The body must be a list of blocks.'),
  v.maxLength(2000, 'A body can have up to 2,000 blocks. Split it into several articles.'),
)

export type Block = v.InferOutput<typeof Block>
/** A block that has not come through the gate yet. */
export type BlockInput = { type: Block['type']; [field: string]: unknown }
export type Heading = v.InferOutput<typeof Heading>
export type Table = v.InferOutput<typeof Table>
export type Embed = v.InferOutput<typeof Embed>
