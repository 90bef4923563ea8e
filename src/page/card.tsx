/** A teaser. The headline is the link; the picture lies beside it and is not a second one. */

import { pathOf } from '../copy/article.ts'
import type { Card } from '../copy/listing.ts'
import type { Site } from '../copy/site.ts'
import { directionOf } from './phrases/phrases.ts'
import { PictureImage } from './picture.tsx'
import { dayText } from './time.ts'

type Props = { card: Card; site: Site; picture?: string | undefined; standfirst?: boolean; level?: 2 | 3 }

export function Teaser({ card, site, picture, standfirst, level = 3 }: Props) {
  const headline = <a href={pathOf(card)}>{card.headline}</a>
  const own = card.lang && card.lang !== site.lang ? { lang: card.lang, dir: directionOf(card.lang) } : {}
  return (
    <article class="teaser" {...own}>
      {picture && card.picture && (
        <div class="teaser-picture">
          <PictureImage picture={{ ...card.picture, alt: '' }} sizes={picture} widest={640} />
        </div>
      )}
      <div class="teaser-words">
        {card.kicker && <p class="kicker">{card.kicker}</p>}
        {level === 2 ? <h2>{headline}</h2> : <h3>{headline}</h3>}
        {standfirst && card.standfirst && <p>{card.standfirst}</p>}
        <p class="times">
          <time datetime={card.publishedAt}>{dayText(card.publishedAt, site)}</time>
        </p>
      </div>
    </article>
  )
}
