/** A writer's portrait. Their name stands beside it, so it says nothing by itself. */
import type { Author } from '../copy/shapes/author.ts'
import { PictureImage } from './picture.tsx'

export const Portrait = ({ portrait, sizes }: { portrait: NonNullable<Author['portrait']>; sizes: string }) => (
  <div class="portrait">
    <PictureImage picture={{ ...portrait, alt: '' }} sizes={sizes} widest={640} />
  </div>
)
