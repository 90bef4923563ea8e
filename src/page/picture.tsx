/** Pictures with their space reserved. Ours come in many widths, each made once from the original; agencies' as they are. */
import type { Picture } from '../copy/shapes/picture.ts'
import { pictureVariants } from './picture-address.ts'

type Props = {
  picture: Pick<Picture, 'src' | 'alt' | 'width' | 'height' | 'focus'>
  /** The `sizes` attribute: how wide the layout shows it. */
  sizes: string
  /** The largest picture above the fold: fetched first, never lazily. */
  first?: boolean
  /** Widest variant worth offering here, in pixels. */
  widest?: number
}

export function PictureImage({ picture, sizes, first, widest = 1600 }: Props) {
  const { src, alt, width, height, focus } = picture
  const variants = pictureVariants(src, width, widest)
  const image = (
    <img
      src={variants?.fallback ?? src}
      srcset={variants?.jpg}
      sizes={variants && sizes}
      alt={alt}
      width={width}
      height={height}
      class={focusClass(focus)}
      {...(first ? { fetchpriority: 'high' } : { loading: 'lazy' })}
      decoding="async"
    />
  )
  if (!variants) return image
  return (
    <picture>
      <source type="image/webp" srcset={variants.webp} sizes={sizes} />
      {image}
    </picture>
  )
}

/**
 * The CSP allows no style attributes, so focus points are rounded to tenths, as in social pictures: `fx3 fy7` is 30 % from the left, 70 % from the
 * top. Browsers crop what they have anyway, so that no format more is made.
 */
const focusClass = (focus: Picture['focus']) => focus && `focus fx${tenths(focus.x)} fy${tenths(focus.y)}`
const tenths = (share: number) => Math.round(share * 10)
