/** The file that a letter shows for a picture: a single one, not too large, with a full URL. */

import { absoluteAddress } from '../../copy/html/to-html.ts'
import type { Picture } from '../../copy/shapes/picture.ts'
import { pictureFile, socialPicture } from '../../page/picture-address.ts'
import { TEXT_WIDTH } from './styles.ts'

/** `width` and `height` in pixels as shown; the file has twice as many if the original does. */
export type Shown = { src: string; width: number; height: number }

/** A tall picture must fit into a window. */
const MAX_HEIGHT = 640

export function letterPicture({ src, width, height }: Pick<Picture, 'src' | 'width' | 'height'>, site: string, widest = TEXT_WIDTH): Shown {
  const shown = Math.max(1, Math.round(Math.min(widest, width, (MAX_HEIGHT * width) / height)))
  const enough = Math.min(width, Math.max(320, shown * 2))
  const file = pictureFile({ src, width: enough, height: Math.max(1, Math.round((height * enough) / width)) })
  return { src: absoluteAddress(file.src, site), width: shown, height: Math.max(1, Math.round((height * shown) / width)) }
}

/** Cropped as for social networks, around the point that editors chose. As wide as the text. */
export function croppedPicture(picture: Pick<Picture, 'src' | 'width' | 'height' | 'focus'>, site: string): Shown {
  const file = socialPicture(picture)
  if (file.src === picture.src) return letterPicture(picture, site)
  return { src: absoluteAddress(file.src, site), width: TEXT_WIDTH, height: Math.round((TEXT_WIDTH * file.height) / file.width) }
}
