/**
 * Charts and maps in Markdown: a fenced block whose lines are fields (`title: …`), and after an empty line a chart's data.
 *
 *     ```chart line                        ```map
 *     title: Fish in the lake              title: Where the convoy was stopped
 *     unit: tonnes                         source: Mission
 *     source: Lake survey                  point: 12.65, -8 | Bamako
 *                                          label: 17, -4 | Mali
 *     Year | Catch                         line: 12.65, -8; 14.5, -4.2 | Convoy
 *     1990 | 412                           dashed: 14.5, -4.2; 16.3, 0
 *     1991 |                               ```
 *     ```
 */
import type { BlockInput } from '../shapes/block.ts'
import type { Chart, WorldMap } from '../shapes/drawing.ts'
import { cellsOf, dataFromText, lineOf, numberIn, textFromData } from './cells.ts'

/** What stands after the fence. */
export const isDrawingFence = (info: string) => /^(?:chart(?: \w+)?|map)$/.test(info)

export function drawingFromFence(info: string, text: string): BlockInput {
  const [type, form] = info.split(' ')
  return type === 'map' ? { type: 'map', ...mapFromText(text) } : { type: 'chart', form: form ?? 'bar', ...chartFromText(text) }
}

/** What stands in the fence. */
export const fenceText = (block: Chart | WorldMap) => (block.type === 'map' ? textFromMap(block) : textFromChart(block))
export const fenceInfo = (block: Chart | WorldMap) => (block.type === 'map' ? 'map' : `chart ${block.form}`)

const FIELDS = ['title', 'unit', 'note', 'source', 'alt'] as const

const fieldLines = (block: Chart | WorldMap) => FIELDS.flatMap((name) => (block[name] === undefined ? [] : [`${name}: ${String(block[name])}`]))

const fieldOf = (line: string): [name: string, value: string] => {
  const [, name = '', value = ''] = /^\s*([a-z]+)\s*:(.*)$/is.exec(line) ?? []
  return [name.toLowerCase(), value.trim()]
}

function fieldsIn(lines: readonly string[]) {
  const fields = lines.map(fieldOf).filter(([name, value]) => value !== '' && FIELDS.some((field) => field === name))
  return Object.fromEntries(fields)
}

function chartFromText(text: string) {
  const [head = '', ...data] = text.split(/\n[ \t]*\n/)
  return { ...fieldsIn(head.split('\n')), ...dataFromText(data.join('\n')) }
}

const textFromChart = (chart: Chart) => [...fieldLines(chart), '', textFromData(chart)].join('\n')

function mapFromText(text: string) {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const { points, lines: paths } = marksFromText(lines.filter((line) => !FIELDS.some((field) => field === fieldOf(line)[0])).join('\n'))
  return { ...fieldsIn(lines), ...(points.length > 0 && { points }), ...(paths.length > 0 && { lines: paths }) }
}

const textFromMap = (map: WorldMap) => [...fieldLines(map), textFromMarks(map)].join('\n')

/** A map's places and lines, one to a line of text. What isn't one stays, for the rules to refuse. */
export function marksFromText(text: string) {
  const points: object[] = []
  const lines: object[] = []
  for (const line of text.split('\n').filter((each) => each.trim() !== '')) {
    const [kind, rest] = fieldOf(line)
    const [where = '', ...words] = cellsOf(rest)
    const label = words.join(' | ')
    if (kind === 'line' || kind === 'dashed')
      lines.push({ ...(label && { label }), path: where.split(';').map(positionOf), ...(kind === 'dashed' && { dashed: true }) })
    else points.push({ label: kind === 'point' || kind === 'label' ? label : line.trim(), at: positionOf(where), ...(kind === 'label' && { plain: true }) })
  }
  return { points, lines }
}

export const textFromMarks = ({ points = [], lines = [] }: Pick<WorldMap, 'points' | 'lines'>) =>
  [
    ...points.map(({ label, at, plain }) => `${plain ? 'label' : 'point'}: ${lineOf([at.join(', '), label])}`),
    ...lines.map(
      ({ label, path, dashed }) => `${dashed ? 'dashed' : 'line'}: ${lineOf([path.map((at) => at.join(', ')).join('; '), ...(label ? [label] : [])])}`,
    ),
  ].join('\n')

/** What people edit of a block beside its words. Throws a TypeError where it isn't what its type asks for. */
export const drawingData = (block: BlockInput): string =>
  block.type === 'map' ? textFromMarks(block as unknown as WorldMap) : textFromData(block as unknown as Chart)

const positionOf = (text: string) => text.split(',').map((part) => numberIn(part.trim().replace(/°$/, '')))
