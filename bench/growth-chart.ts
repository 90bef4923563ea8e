/** How counts grow with what is there already, as lines on two scales of tens. */

export type Line = { name: string; points: readonly { size: number; value: number }[] }

const WIDTH = 800
const HEIGHT = 360
const [LEFT, TOP, RIGHT, BOTTOM] = [84, 16, 250, 44]
const COLOURS = ['#a3161b', '#1f5f8b', '#3d7a3a', '#8a5a00', '#6b4a9c', '#00736b', '#b0447a', '#5f5b54', '#444', '#c06014']

export function growthChart(title: string, unit: string, lines: readonly Line[]) {
  const all = lines.flatMap(({ points }) => points)
  const sizes = [...new Set(all.map(({ size }) => size))].toSorted((a, b) => a - b)
  const [least, most] = [Math.log10(Math.max(1, sizes[0] ?? 1)), Math.log10(Math.max(10, sizes.at(-1) ?? 10))]
  const top = Math.ceil(Math.log10(Math.max(10, ...all.map(({ value }) => value))))
  const x = (size: number) => LEFT + ((Math.log10(Math.max(1, size)) - least) / (most - least)) * (WIDTH - LEFT - RIGHT)
  const y = (value: number) => HEIGHT - BOTTOM - (Math.log10(Math.max(1, value)) / top) * (HEIGHT - TOP - BOTTOM)
  const labels = spread(lines.map(({ points }) => y(points.at(-1)?.value ?? 1)))
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title}">
<style>
text{font:13px system-ui,sans-serif;fill:#1c1b18}.quiet{fill:#5f5b54}.grid{stroke:#5f5b54;stroke-opacity:.25}polyline{fill:none;stroke-width:2}
@media(prefers-color-scheme:dark){text{fill:#e8e5de}.quiet{fill:#a9a49b}.grid{stroke:#a9a49b}polyline{filter:brightness(1.7)}}
</style>
${Array.from({ length: top + 1 }, (_, at) => `<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(10 ** at).toFixed(1)}" y2="${y(10 ** at).toFixed(1)}"/><text class="quiet" x="${LEFT - 8}" y="${(y(10 ** at) + 4).toFixed(1)}" text-anchor="end">${(10 ** at).toLocaleString('en')}</text>`).join('\n')}
${sizes.map((size) => `<text class="quiet" x="${x(size).toFixed(1)}" y="${HEIGHT - 24}" text-anchor="middle">${size.toLocaleString('en')}</text>`).join('\n')}
<text class="quiet" x="${LEFT}" y="${HEIGHT - 6}">${title}; upwards: ${unit}</text>
${lines.map(({ name, points }, at) => lineOf(name, points.map(({ size, value }) => `${x(size).toFixed(1)},${y(value).toFixed(1)}`).join(' '), COLOURS[at % COLOURS.length] as string, labels[at] as number)).join('\n')}
</svg>
`
}

const lineOf = (name: string, points: string, colour: string, label: number) =>
  `<polyline points="${points}" stroke="${colour}"/><circle cx="${WIDTH - RIGHT + 10}" cy="${(label - 4).toFixed(1)}" r="4" fill="${colour}"/><text x="${WIDTH - RIGHT + 20}" y="${label.toFixed(1)}">${name}</text>`

/** Labels that would lie on each other are moved apart, in their order. */
function spread(wanted: readonly number[]) {
  const placed: number[] = []
  let last = 0
  for (const { at, y } of wanted.map((y, at) => ({ at, y })).toSorted((one, other) => one.y - other.y)) {
    last = Math.max(y + 4, last + 17)
    placed[at] = last
  }
  return placed
}
