/** Charts and maps as HTML that stands alone: a figure with a table, for feeds, ninjs and other systems. `drawingFromFigure` (html/) reads it back. */
import type { Chart, WorldMap } from '../shapes/drawing.ts'
import { escapeText } from '../text/escape.ts'

export function figureHtml(block: Chart | WorldMap): string {
  const caption = [
    ...(['unit', 'note', 'alt'] as const).flatMap((name) => part(name, block[name])),
    // Where it comes from is never left out.
    ...part('credit', block.source),
  ]
  const table = `<table><caption>${escapeText(block.title)}</caption>${block.type === 'map' ? mapRows(block) : chartRows(block)}</table>`
  return `<figure class="${block.type === 'map' ? 'map' : `chart ${block.form}`}">${table}${caption.length > 0 ? `<figcaption>${caption.join(' ')}</figcaption>` : ''}</figure>`
}

const part = (name: string, text: unknown) => (typeof text === 'string' ? [`<small class="${name}">${escapeText(text)}</small>`] : [])

const chartRows = ({ columns, rows }: Chart) => {
  const head = columns.map((name) => `<th>${escapeText(name)}</th>`).join('')
  const body = rows.map(([label, ...values]) => `<tr><th>${escapeText(label)}</th>${values.map((value) => `<td>${value ?? ''}</td>`).join('')}</tr>`)
  return `<thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody>`
}

const mapRows = ({ points = [], lines = [] }: WorldMap) =>
  `<tbody>${[
    ...points.map(({ label, at, plain }) => mapRow(plain ? 'label' : 'point', label, [at])),
    ...lines.map(({ label, path, dashed }) => mapRow(dashed ? 'dashed' : 'line', label, path)),
  ].join('')}</tbody>`

const mapRow = (kind: string, label: string | undefined, positions: readonly (readonly number[])[]) =>
  `<tr class="${kind}"><th>${escapeText(label ?? '')}</th><td>${positions.map((at) => at.join(', ')).join('; ')}</td></tr>`
