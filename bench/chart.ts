/** The ratios of throughput as bars, with what the rounds were between as a line on each. */
import type { Figure } from './report.ts'

const ROW = 26
const LEFT = 290
const WIDTH = 800
/** Where the constant is. */
const ONE = 640

const x = (ratio: number) => LEFT + Math.min(ratio, 1.25) * (ONE - LEFT)

export function chartOf(figures: readonly Figure[]) {
  const height = figures.length * ROW + 50
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="Throughput of each kind of request, as a part of a constant answer’s">
<style>
text{font:14px system-ui,sans-serif;fill:#1c1b18}.quiet{fill:#5f5b54}.bar{fill:#a3161b}.one{stroke:#5f5b54;stroke-dasharray:4 3}.range{stroke:#1c1b18;stroke-width:2}
@media(prefers-color-scheme:dark){text{fill:#e8e5de}.quiet{fill:#a9a49b}.bar{fill:#ff8272}.one{stroke:#a9a49b}.range{stroke:#e8e5de}}
</style>
${figures.map(rowOf).join('\n')}
<line class="one" x1="${ONE}" x2="${ONE}" y1="4" y2="${height - 34}"/>
<text class="quiet" x="${ONE}" y="${height - 16}" text-anchor="middle">1: a constant answer of the same size</text>
</svg>
`
}

function rowOf({ name, throughput: { middle, low, high } }: Figure, at: number) {
  const y = at * ROW + 8
  return [
    `<text x="${LEFT - 10}" y="${y + 14}" text-anchor="end">${name}</text>`,
    `<rect class="bar" x="${LEFT}" y="${y}" width="${(x(middle) - LEFT).toFixed(1)}" height="${ROW - 8}"/>`,
    `<line class="range" x1="${x(low).toFixed(1)}" x2="${x(high).toFixed(1)}" y1="${y + 9}" y2="${y + 9}"/>`,
    `<text class="quiet" x="${WIDTH - 10}" y="${y + 14}" text-anchor="end">${middle.toFixed(2)}</text>`,
  ].join('')
}
