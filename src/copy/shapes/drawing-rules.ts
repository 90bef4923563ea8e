/** What charts and maps may hold. Loaded with the first of them: see drawing.ts. */
import * as v from 'valibot'
import { cleanLine } from '../text/characters.ts'
import { Line } from './field.ts'

/** More would be a smear on a phone; a table or a file shows more. */
export const MAX_CHART_ROWS = { bar: 40, dot: 40, line: 500 }
export const MAX_SERIES = 4
const MAX_MAP_POINTS = 40
const MAX_MAP_LINES = 20
const MAX_LINE_POSITIONS = 200
const MAX_VALUE = 1e15

/** What stands around any drawing. `alt` is what it shows, for people who don't see it; without it, a sentence is made from the data. */
const FRAME = {
  title: Line,
  note: v.optional(Line),
  source: v.optional(Line),
  alt: v.optional(
    v.pipe(
      v.string('This field must be text.'),
      v.trim(),
      v.nonEmpty('Leave "alt" out, and a sentence is made from the data.'),
      v.transform(cleanLine),
      v.maxLength(1000, 'Alt text can have up to 1,000 characters.'),
    ),
  ),
}

const VALUE = 'A value must be a number, such as 12.5, or null where there is none.'
const Value = v.nullable(
  v.pipe(v.number(VALUE), v.finite(VALUE), v.minValue(-MAX_VALUE, 'This number is too small.'), v.maxValue(MAX_VALUE, 'This number is too large.')),
)
const Row = v.tupleWithRest([Line], Value, 'A row must be a list: its name, then a value for each of the other columns.')

export const Chart = v.pipe(
  v.looseObject({
    type: v.literal('chart'),
    form: v.picklist(['bar', 'line', 'dot'], 'A chart’s form must be bar, line or dot.'),
    ...FRAME,
    /** Of the values: `%`, `million tonnes`. */
    unit: v.optional(Line),
    columns: v.pipe(
      v.array(Line, 'A chart needs "columns": what its rows are, then what each value is, such as ["Year", "Catch"].'),
      v.minLength(2, 'A chart needs at least two columns: the names of its rows, and values.'),
      v.maxLength(MAX_SERIES + 1, `A chart can have up to ${MAX_SERIES} columns of values. Make two charts, or a table.`),
    ),
    rows: v.pipe(v.array(Row, 'A chart needs "rows", each a name and its values.'), v.minLength(1, 'A chart needs at least one row.')),
  }),
  v.check(
    ({ form, rows }) => rows.length <= MAX_CHART_ROWS[form],
    ({ input: { form, rows } }) =>
      `This chart has ${rows.length} rows. A ${form} chart can have up to ${MAX_CHART_ROWS[form]}. Show fewer${form === 'line' ? ', such as one a month instead of one a day' : ', or make it a table'}.`,
  ),
  v.check(
    ({ columns, rows }) => rows.every((row) => row.length === columns.length),
    ({ input: { columns, rows } }) => {
      const at = rows.findIndex((row) => row.length !== columns.length)
      return `Row ${at + 1} has ${rows[at]?.length} cells, but there are ${columns.length} columns. Leave a cell empty where there is no value.`
    },
  ),
  v.check(({ rows }) => rows.some(([, ...values]) => values.some((value) => value !== null)), 'A chart needs at least one value.'),
)

const degrees = (name: string, most: number) => {
  const message = `A ${name} must be a number of degrees from ${-most} to ${most}.`
  return v.pipe(v.number(message), v.minValue(-most, message), v.maxValue(most, message))
}
const Latitude = degrees('latitude', 90)
const Longitude = degrees('longitude', 180)
const Position = v.tuple([Latitude, Longitude], 'A position must be [latitude, longitude], such as [12.65, -8].')

export const WorldMap = v.pipe(
  v.looseObject({
    type: v.literal('map'),
    ...FRAME,
    points: v.optional(
      v.pipe(
        v.array(
          v.looseObject({
            label: Line,
            at: Position,
            /** Only the words, as of a sea or a country. */ plain: v.optional(v.boolean('"plain" must be true or false.')),
          }),
        ),
        v.maxLength(MAX_MAP_POINTS, `A map can have up to ${MAX_MAP_POINTS} places. Show those that the story names.`),
      ),
    ),
    lines: v.optional(
      v.pipe(
        v.array(
          v.looseObject({
            label: v.optional(Line),
            path: v.pipe(
              v.array(Position, 'A line needs "path": its positions, in order.'),
              v.minLength(2, 'A line needs at least two positions.'),
              v.maxLength(MAX_LINE_POSITIONS, `A line can have up to ${MAX_LINE_POSITIONS} positions.`),
            ),
            /** Planned, forecast or not certain. */
            dashed: v.optional(v.boolean('"dashed" must be true or false.')),
          }),
        ),
        v.maxLength(MAX_MAP_LINES, `A map can have up to ${MAX_MAP_LINES} lines.`),
      ),
    ),
  }),
  v.check(({ points = [], lines = [] }) => points.length + lines.length > 0, 'A map needs at least one place or line.'),
)

export type Chart = v.InferOutput<typeof Chart>
export type WorldMap = v.InferOutput<typeof WorldMap>
