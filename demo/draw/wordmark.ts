/** The paper's name as drawn letters, so that it looks the same on every machine; 700 units to the capital, baseline at 0. */
const LETTERS = {
  D: {
    width: 704,
    d: 'M20 0V-30L95 -44V-656L20 -670V-700H330C540 -700 670 -570 670 -352C670 -130 535 0 325 0ZM195 -48V-652H308C462 -652 556 -552 556 -350C556 -150 460 -48 305 -48Z',
  },
  a: {
    width: 462,
    d: 'M36 -108C36 -212 132 -262 288 -282V-330C288 -406 262 -440 202 -440C178 -440 158 -434 142 -424C150 -412 154 -398 154 -382C154 -350 130 -328 100 -328C68 -328 48 -350 48 -382C48 -446 122 -492 218 -492C326 -492 384 -440 384 -340V-104C384 -72 394 -58 418 -58C430 -58 440 -60 452 -66L460 -40C434 -8 402 10 362 10C318 10 294 -14 290 -58C256 -12 212 12 158 12C84 12 36 -36 36 -108ZM134 -130C134 -84 156 -60 194 -60C228 -60 260 -78 288 -112V-242C184 -224 134 -190 134 -130Z',
  },
  t: {
    width: 300,
    d: 'M60 -424H0V-452C60 -474 100 -520 122 -596H158V-480H282V-424H158V-120C158 -72 178 -52 214 -52C240 -52 262 -58 284 -68L294 -42C262 -10 220 10 170 10C98 10 60 -30 60 -104Z',
  },
  e: {
    width: 478,
    d: 'M448 -250H136C138 -130 196 -66 286 -66C346 -66 392 -90 430 -130L452 -108C410 -34 344 12 252 12C118 12 30 -86 30 -236C30 -390 126 -492 256 -492C384 -492 450 -402 450 -280ZM138 -290H344C344 -390 314 -446 248 -446C186 -446 144 -390 138 -290Z',
  },
  l: { width: 262, d: 'M10 0V-28L80 -42V-690L10 -706V-730L178 -748V-42L248 -28V0Z' },
  i: { width: 260, d: 'M10 0V-28L80 -42V-424L12 -440V-464L178 -490V-42L246 -28V0ZM72 -640A58 58 0 1 1 188 -640A58 58 0 1 1 72 -640Z' },
  n: {
    width: 550,
    d: 'M10 0V-28L78 -42V-424L12 -440V-464L168 -490L174 -412C214 -462 268 -492 330 -492C424 -492 470 -432 470 -336V-42L536 -28V0H306V-28L372 -42V-318C372 -384 348 -416 296 -416C250 -416 210 -392 176 -356V-42L242 -28V0Z',
  },
} as const

const NAME = ['D', 'a', 't', 'e', 'l', 'i', 'n', 'e'] as const
export const WIDTH = NAME.reduce((sum, letter) => sum + LETTERS[letter].width, 0)
/** From the top of the l to the foot of the tick on the line. */
export const HEIGHT = 748 + 238

/** The name over its date line; the tick is where the day changes. Fills are taken from the classes `ink` and `signal`. */
export function wordmark(): string {
  let x = 0
  const letters = NAME.map((letter) => {
    const drawn = `<path transform="translate(${x} 748)" d="${LETTERS[letter].d}"/>`
    x += LETTERS[letter].width
    return drawn
  })
  return `<g class="ink" fill-rule="evenodd">${letters.join('')}<path d="M20 908H${WIDTH - 20}V936H20Z"/></g><path class="signal" d="M${Math.round(WIDTH * 0.72)} 860h58v126h-58z"/>`
}

/** The D on its line, on a grid of 64, each edge on a whole pixel at 16. */
export const monogram = () =>
  '<path class="ink" fill-rule="evenodd" d="M4 4H32C50 4 60 12 60 24C60 36 50 44 32 44H4V40L12 39V9L4 8ZM24 8V40H31C42 40 48 34 48 24C48 14 42 8 31 8Z"/><path class="ink" d="M4 52H60V56H4Z"/><path class="signal" d="M40 48h8v12h-8z"/>'
