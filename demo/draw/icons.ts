/** `node demo/draw/icons.ts` draws the logo, the icons and the default social picture into static/. */
import { writeFile } from 'node:fs/promises'
import sharp from 'sharp'
import { HEIGHT, monogram, WIDTH, wordmark } from './wordmark.ts'

const PAPER = '#fffdf9'
const LIGHT = '.ink{fill:#1c1b18}.signal{fill:#a3161b}'
const EITHER = `${LIGHT}@media(prefers-color-scheme:dark){.ink{fill:#e8e5de}.signal{fill:#ff8272}}`

const svg = (w: number, h: number, style: string, body: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${w} ${h}" width="${w}" height="${h}"><style>${style}</style>${body}</svg>\n`
const png = (drawing: string, width: number, height = width) =>
  sharp(Buffer.from(drawing), { density: 288 }).resize(width, height).png({ compressionLevel: 9, palette: true }).toBuffer()

/** The monogram on paper: `share` of the side is drawn on, `corner` rounds the square. */
function monogramOnPaper(share: number, corner: number): string {
  const inset = (64 - 64 * share) / 2
  return svg(
    64,
    64,
    LIGHT,
    `<rect width="64" height="64" rx="${corner}" fill="${PAPER}"/><g transform="translate(${inset} ${inset}) scale(${share})">${monogram()}</g>`,
  )
}

/** An .ico that holds PNGs: six bytes of header, sixteen for each picture, then the pictures. */
function encodeIco(pictures: readonly { size: number; data: Buffer }[]): Buffer {
  const head = Buffer.alloc(6 + 16 * pictures.length)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(pictures.length, 4)
  let offset = head.length
  pictures.forEach(({ size, data }, i) => {
    const at = 6 + 16 * i
    head.writeUInt8(size, at)
    head.writeUInt8(size, at + 1)
    head.writeUInt16LE(1, at + 4)
    head.writeUInt16LE(32, at + 6)
    head.writeUInt32LE(data.length, at + 8)
    head.writeUInt32LE(offset, at + 12)
    offset += data.length
  })
  return Buffer.concat([head, ...pictures.map(({ data }) => data)])
}

/** Two rules of print and the name between them. */
function socialPicture(): string {
  const scale = 820 / WIDTH
  const name = `<g transform="translate(190 ${(630 - HEIGHT * scale) / 2}) scale(${scale})">${wordmark()}</g>`
  return svg(
    1200,
    630,
    LIGHT,
    `<rect width="1200" height="630" fill="${PAPER}"/><path class="ink" d="M60 60H1140V64H60ZM60 70H1140V71H60ZM60 566H1140V570H60ZM60 559H1140V560H60Z"/>${name}`,
  )
}

const LOGO_HEIGHT = 60
const logoScale = LOGO_HEIGHT / HEIGHT
const logo = (style: string, paper = '') =>
  svg(Math.ceil(WIDTH * logoScale), LOGO_HEIGHT, style, `${paper}<g transform="scale(${logoScale.toFixed(5)})">${wordmark()}</g>`)

const sizes = await Promise.all([16, 32, 48].map(async (size) => ({ size, data: await png(monogramOnPaper(size > 16 ? 0.86 : 1, size > 16 ? 8 : 0), size) })))

const drawn: Record<string, string | Buffer> = {
  'icon.svg': svg(64, 64, EITHER, monogram()),
  'logo.svg': logo(EITHER),
  'logo.png': await png(logo(LIGHT, '<rect width="100%" height="100%" fill="#fff"/>'), Math.ceil(WIDTH * logoScale), LOGO_HEIGHT),
  'apple-touch-icon.png': await png(monogramOnPaper(0.68, 0), 180),
  'icon-192.png': await png(monogramOnPaper(0.74, 10), 192),
  'icon-512.png': await png(monogramOnPaper(0.74, 10), 512),
  'icon-maskable-512.png': await png(monogramOnPaper(0.54, 0), 512),
  'favicon.ico': encodeIco(sizes),
  'social.png': await png(socialPicture(), 1200, 630),
}

for (const [name, content] of Object.entries(drawn)) {
  await writeFile(new URL(`../../static/${name}`, import.meta.url), content)
  console.log(`${name}  ${Buffer.byteLength(content)} bytes`)
}
