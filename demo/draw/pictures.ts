/** `node demo/draw/pictures.ts [name …]` draws the demo's pictures, or those named, into demo/pictures. */
import { mkdir, writeFile } from 'node:fs/promises'
import { printScene } from './print-scene.ts'
import { SCENES } from './scenes.ts'

const folder = new URL('../pictures/', import.meta.url)
const wanted = process.argv.slice(2)
const known = Object.keys(SCENES)
const missing = wanted.filter((name) => !known.includes(name))
if (missing.length) {
  console.error(`Unknown scene: ${missing.join(', ')}. Available scenes: ${known.join(', ')}.`)
  process.exit(1)
}

await mkdir(folder, { recursive: true })
for (const [name, { scene, width = 1600, height = 1067, plain = false }] of Object.entries(SCENES)) {
  if (wanted.length && !wanted.includes(name)) continue
  const jpeg = await printScene({ file: name, width, height, scene, plain })
  await writeFile(new URL(`${name}.jpg`, folder), jpeg)
  console.log(`${name}.jpg  ${Math.round(jpeg.length / 1000)} kB`)
}
