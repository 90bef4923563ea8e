/** Memory over time as a line, on its own scale from zero. */
import type { Memory } from './memory.ts'

const WIDTH = 800
const HEIGHT = 260
const LEFT = 70
const BOTTOM = 40
const TOP = 16

export function memoryChart({ samples }: Memory) {
  const seconds = Math.max(...samples.map(({ at }) => at), 60)
  const most = Math.ceil(Math.max(...samples.map(({ megabytes }) => megabytes)) / 200) * 200
  const x = (at: number) => (LEFT + (at / seconds) * (WIDTH - LEFT - 20)).toFixed(1)
  const y = (megabytes: number) => (HEIGHT - BOTTOM - (megabytes / most) * (HEIGHT - BOTTOM - TOP)).toFixed(1)
  const steps = Array.from({ length: most / 200 + 1 }, (_, at) => at * 200)
  const every = Math.ceil(seconds / 60 / 10)
  const minutes = Array.from({ length: Math.floor(seconds / 60 / every) + 1 }, (_, at) => at * every)
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Memory of workerd in megabytes, by minutes under load">
<style>
text{font:13px system-ui,sans-serif;fill:#5f5b54}.grid{stroke:#5f5b54;stroke-opacity:.25}.line{fill:none;stroke:#a3161b;stroke-width:2}
@media(prefers-color-scheme:dark){text{fill:#a9a49b}.grid{stroke:#a9a49b}.line{stroke:#ff8272}}
</style>
${steps.map((step) => `<line class="grid" x1="${LEFT}" x2="${WIDTH - 20}" y1="${y(step)}" y2="${y(step)}"/><text x="${LEFT - 8}" y="${Number(y(step)) + 4}" text-anchor="end">${step} MB</text>`).join('\n')}
${minutes.map((minute) => `<text x="${x(minute * 60)}" y="${HEIGHT - 16}" text-anchor="middle">${minute} min</text>`).join('')}
<polyline class="line" points="${samples.map(({ at, megabytes }) => `${x(at)},${y(megabytes)}`).join(' ')}"/>
</svg>
`
}
