/** A chart or map on a page of ours: title, drawing, what is said about it, and its data. */
import { drawingAlt } from '../../copy/drawings/alt-text.ts'
import { drawingTable } from '../../copy/drawings/drawing-table.ts'
import { type DrawingWords, drawingWordsFor } from '../../copy/drawings/words.ts'
import type { Block } from '../../copy/shapes/block.ts'
import type { Chart, WorldMap } from '../../copy/shapes/drawing.ts'
import type { Phrases } from '../phrases/en.ts'
import { phrasesFor } from '../phrases/phrases.ts'
import { Mark, RowChart } from './bar-chart.tsx'
import { seriesStyle, unbroken } from './drawing-style.ts'
import { LineChart } from './line-chart.tsx'
import type { MapView } from './world-map.tsx'

let drawMap: typeof MapView | undefined

/** The outlines weigh as much as the rest of a page's code: they come with the first map. */
export async function loadMaps(body: readonly Block[]) {
  if (body.some(({ type }) => type === 'map')) drawMap ??= (await import('./world-map.tsx')).MapView
}

export function DrawingFigure({ block, phrases }: { block: Chart | WorldMap; phrases: Phrases }) {
  const words = wordsOf(phrases)
  const { note, source } = block
  return (
    <figure class={`drawing ${block.type}`}>
      <p>
        <b>{block.title}</b>
        {block.type === 'chart' && block.unit && ` ${block.unit}`}
      </p>
      {block.type === 'chart' && block.columns.length > 2 && <Key chart={block} />}
      {block.type === 'map' ? (
        drawMap?.({ map: block, alt: drawingAlt(block, words), lang: words.lang })
      ) : (
        <div role="img" aria-label={drawingAlt(block, words)}>
          {block.form === 'line' ? <LineChart chart={block} words={words} /> : <RowChart chart={block} words={words} />}
        </div>
      )}
      <Data block={block} words={words} />
      {(note || source) && (
        <figcaption>
          {note}{' '}
          {source && (
            <span class="credit">
              {words.source}: {source}
            </span>
          )}
        </figcaption>
      )}
    </figure>
  )
}

/** The site's words come without the name of their language. */
const wordsOf = (phrases: Phrases) => drawingWordsFor(['de', 'ar'].find((lang) => phrasesFor(lang) === phrases) ?? 'en')

/** Which mark is which series. */
const Key = ({ chart: { columns, form } }: { chart: Chart }) => (
  <p aria-hidden="true">
    {columns.slice(1).map((name, series) => (
      <span>
        <svg aria-hidden="true" width="24" height="14" focusable="false">
          {form === 'line' && (
            <line x1="1" x2="23" y1="7" y2="7" stroke={seriesStyle(series).colour} stroke-width="2.5" stroke-dasharray={seriesStyle(series).dash} />
          )}
          {form === 'bar' && <rect width="20" height="14" fill={seriesStyle(series).colour} />}
          {form === 'dot' && <Mark series={series} x={10} y={7} />}
        </svg>
        {'\u00a0'}
        {unbroken(name)}
        {'\u2003'}
      </span>
    ))}
  </p>
)

function Data({ block, words }: { block: Chart | WorldMap; words: DrawingWords }) {
  const { caption, head, rows } = drawingTable(block, words)
  return (
    <details>
      <summary>{words.data}</summary>
      <div class="table" role="region" aria-label={caption} tabindex={0}>
        <table>
          <caption>{caption}</caption>
          <thead>
            <tr>
              {head.map((cell) => (
                <th scope="col">{cell}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, ...cells]) => (
              <tr>
                <th scope="row">{name}</th>
                {cells.map((cell) => (
                  <td>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
