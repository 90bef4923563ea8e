/** From a scene to a JPEG: edges as if cut by hand, the texture of paper, and a file small enough for a page. */
import sharp from 'sharp'
import { seededRandom } from './random.ts'
import type { Scene } from './svg.ts'

const MAX_BYTES = 160_000
/** Drawn beyond the edge and trimmed off, since the hand-cut edge wanders. */
const BLEED = 16

type PictureOrder = { file: string; width: number; height: number; scene: Scene; plain: boolean }

export async function printScene({ file, width, height, scene, plain }: PictureOrder): Promise<Buffer> {
  const svg = svgDocument(scene({ w: width, h: height, random: seededRandom(file) }), width, height, plain)
  const data = await sharp(Buffer.from(svg))
    .extract({ left: BLEED, top: BLEED, width, height })
    .flatten({ background: '#f4efe6' })
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer()
  if (!plain) addPaperTexture(data, width, file)
  for (let quality = 84; ; quality -= 4) {
    const jpeg = await sharp(data, { raw: { width, height, channels: 3 } })
      .jpeg({ quality, mozjpeg: true, chromaSubsampling: '4:2:0' })
      .toBuffer()
    if (jpeg.length <= MAX_BYTES || quality <= 48) return jpeg
  }
}

const svgDocument = (
  layers: readonly string[],
  w: number,
  h: number,
  plain: boolean,
) => `<svg xmlns="http://www.w3.org/2000/svg" width="${w + 2 * BLEED}" height="${h + 2 * BLEED}" viewBox="${-BLEED} ${-BLEED} ${w + 2 * BLEED} ${h + 2 * BLEED}">
<defs>
<filter id="grain" x="0" y="0" width="1" height="1" color-interpolation-filters="sRGB">
<feTurbulence type="fractalNoise" baseFrequency="0.55" numOctaves="2" seed="7"/>
<feColorMatrix values="0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 1.6 0 0 0 -0.3" result="noise"/>
<feComposite in="SourceAlpha" in2="noise" operator="arithmetic" k2="2.2" k3="1.7" k4="-1.35" result="dense"/>
<feComposite in="SourceGraphic" in2="dense" operator="in"/>
</filter>
<filter id="hand" filterUnits="userSpaceOnUse" x="${-BLEED}" y="${-BLEED}" width="${w + 2 * BLEED}" height="${h + 2 * BLEED}" color-interpolation-filters="sRGB">
<feTurbulence type="fractalNoise" baseFrequency="0.016" numOctaves="3" seed="3"/>
<feDisplacementMap in="SourceGraphic" scale="7" xChannelSelector="R" yChannelSelector="G"/>
</filter>
<filter id="soft" x="-0.2" y="-0.2" width="1.4" height="1.4"><feGaussianBlur stdDeviation="7"/></filter>
</defs>
<g ${plain ? '' : 'filter="url(#hand)"'}><rect x="-20" y="-20" width="${w + 40}" height="${h + 40}" fill="#f4efe6"/>${layers.join('\n')}</g>
</svg>`

/** Paper shows through ink: a fine grain, and a slow unevenness of the ink. */
function addPaperTexture(pixels: Buffer, width: number, name: string): void {
  const random = seededRandom(`${name} paper`)
  const above = new Float32Array(width)
  let left = 0
  for (let i = 0, x = 0; i < pixels.length; i += 3, x = (x + 1) % width) {
    left = 0.45 * left + 0.35 * (above[x] ?? 0) + (random() - 0.5)
    above[x] = left
    const lift = left * 7
    for (let channel = 0; channel < 3; channel++) pixels[i + channel] = Math.max(0, Math.min(255, (pixels[i + channel] ?? 0) + lift))
  }
}
