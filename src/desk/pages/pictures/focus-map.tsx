/**
 * The picture as a button: a click says where its focus point is, and without a script the browser sends where it was. So that the place
 * can be told from that, the picture is shown in exactly this many pixels, on every screen.
 */
import type { PictureInfo } from '../../../press/picture-calls.ts'
import type { Form } from '../layout/form.ts'
import type { DetailsValues } from './details-form.ts'

/** The narrowest window has 288 pixels between its margins. */
const WIDEST = 288
const HIGHEST = 384

function sizeShown({ width, height }: Pick<PictureInfo, 'width' | 'height'>) {
  const scale = Math.min(WIDEST / width, HIGHEST / height)
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

export const FocusMap = ({ picture, values }: { picture: PictureInfo; values: DetailsValues }) => {
  const { width, height } = sizeShown(picture)
  const [x, y] = [values['focus-x'], values['focus-y']].map((text) => Number(text || 50) / 100) as [number, number]
  const src = picture.width >= 640 ? `${picture.src}/640.jpg` : picture.src
  return (
    <span class="focus-map">
      <input type="image" name="at" src={src} width={width} height={height} alt="Click on what must stay visible, to make it the focus point" />
      <svg aria-hidden="true" width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
        <circle class="around" cx={x * width} cy={y * height} r="14" />
        <circle class="point" cx={x * width} cy={y * height} r="12" />
      </svg>
    </span>
  )
}

/** A form that was sent by another button, or by the Enter key, names no place, or the very corner. */
export function focusFromClick(form: Form, picture: PictureInfo): DetailsValues {
  const { width, height } = sizeShown(picture)
  const [x, y] = [form.text('at.x'), form.text('at.y')].map(Number) as [number, number]
  if (!form.has('at.x') || !(x >= 0 && y >= 0) || (x === 0 && y === 0)) return {}
  return { 'focus-x': percentOf(x, width), 'focus-y': percentOf(y, height) }
}

const percentOf = (at: number, side: number) => String(Math.min(100, Math.round((at / side) * 100)))
