/** How long a kilometre is on a map, in its lower left corner. */
import { formatted } from '../../copy/drawings/words.ts'
import { percent } from './drawing-style.ts'
import type { Corner } from './label-places.ts'

/** Of the map's width, at most. */
const MOST = 0.25

export const SCALE_CORNER: Corner = { isTop: false, isLeft: true, width: 64, height: 30, share: MOST + 0.02 }

export function ScaleBar({ kmAcross, lang }: { kmAcross: number; lang: string }) {
  const km = roundBelow(kmAcross * MOST)
  const right = percent(0.015 + km / kmAcross)
  return (
    <>
      <line x1="1.5%" x2={right} y1="97%" y2="97%" stroke="var(--paper)" stroke-width="5" />
      <line x1="1.5%" x2={right} y1="97%" y2="97%" stroke="var(--quiet)" stroke-width="2" />
      <text x="1.5%" y="97%" dy="-6" fill="var(--quiet)" stroke="var(--paper)" stroke-width="3" stroke-linejoin="round" paint-order="stroke">
        {lengthText(km, lang)}
      </text>
    </>
  )
}

/** 1, 2 or 5, times a power of ten. */
function roundBelow(most: number) {
  const power = 10 ** Math.floor(Math.log10(most))
  return power * ([5, 2, 1].find((each) => each * power <= most) ?? 1)
}

function lengthText(km: number, lang: string) {
  const [value, unit] = km < 1 ? [km * 1000, 'meter'] : [km, 'kilometer']
  return formatted(value, lang, { style: 'unit', unit, maximumSignificantDigits: 3 })
}
