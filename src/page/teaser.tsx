/** A teaser. The headline is the link and covers all of it; the picture is not a second link. */
import { pathOf } from '../copy/shapes/article.ts'
import type { Card, Voice } from '../copy/shapes/listing.ts'
import type { Site } from '../copy/shapes/site.ts'
import { KindLabel, kindLabel } from './kind-label.tsx'
import { directionOf, phrasesFor } from './phrases/phrases.ts'
import { PictureImage } from './picture.tsx'
import { Portrait } from './portrait.tsx'
import { clockText, dayText } from './time.ts'
import { unbroken } from './unbroken.ts'

type Props = {
  card: Card
  site: Site
  /** The `sizes` of its picture; without it, or without a picture, the teaser is words. */
  picture?: string | undefined
  /** Widest variant worth offering, in pixels. */
  widest?: number
  /** The page's largest picture: fetched first, and described. */
  first?: boolean
  standfirst?: boolean | undefined
  level?: 2 | 3
  /** How its time is told; on a front most teasers have none. */
  time?: 'day' | 'clock' | 'none'
  /** Stands above the headline of a card without a kicker. */
  label?: string | undefined
  /** A name for its place in the layout. */
  as?: string
  /** The writers' names are shown above their headline. */
  voice?: boolean
  portrait?: Voice['portrait']
  /** Takes the focus when it arrives with more stories. */
  focus?: boolean
}

export function Teaser({ card, site, picture, widest = 640, first = false, standfirst, level = 3, time = 'day', label, as, voice, portrait, focus }: Props) {
  const headline = <HeadlineLink card={card} site={site} focus={focus} />
  return (
    <article class={['teaser', as, card.kind === 'sponsored' && 'teaser-sponsored'].filter(Boolean).join(' ')} {...languageOf(card, site)}>
      {portrait && <Portrait portrait={portrait} sizes="80px" />}
      {picture && card.picture && (
        <div class="teaser-picture">
          <PictureImage picture={first ? card.picture : { ...card.picture, alt: '' }} sizes={picture} widest={widest} first={first} />
        </div>
      )}
      <div class="teaser-words">
        {voice && card.by ? <p class="voice">{card.by.join(', ')}</p> : <Kicker card={card} site={site} label={label} />}
        {level === 2 ? <h2>{headline}</h2> : <h3>{headline}</h3>}
        {standfirst && <Standfirst card={card} site={site} />}
        {time !== 'none' && (
          <p class="times">
            <time datetime={card.publishedAt} {...dateDirectionOf(card, site)}>
              {time === 'day' ? dayText(card.publishedAt, site) : clockText(card.publishedAt, site)}
            </time>
          </p>
        )}
      </div>
    </article>
  )
}

/** `focus`: it takes the focus when it arrives with more stories. */
export const HeadlineLink = ({ card, site, focus }: { card: Card; site: Site; focus?: boolean | undefined }) => (
  <a href={pathOf(card)} {...(focus && { autofocus: true })}>
    {unbroken(card.headline, card.lang ?? site.lang)}
  </a>
)

export const Standfirst = ({ card, site }: { card: Card; site: Site }) =>
  card.standfirst ? <p class="teaser-standfirst">{unbroken(card.standfirst, card.lang ?? site.lang)}</p> : null

/** What kind of story it is, and its kicker; `label` replaces a kicker it lacks. Opinion is somebody's: theirs is the name. */
export function Kicker({ card, site, label }: Pick<Props, 'card' | 'site' | 'label'>) {
  const phrases = phrasesFor(site.lang)
  const kind = kindLabel(card, phrases)
  const text = (card.kind === 'opinion' && card.by?.join(', ')) || card.kicker || (label === kind ? undefined : label)
  return text || kind ? (
    <p class="kicker">
      <KindLabel article={card} phrases={phrases} /> {text && <span>{text}</span>}
    </p>
  ) : null
}

/** The language attributes of a teaser that is in another language than the page. */
export const languageOf = (card: Card, site: Site) => (card.lang && card.lang !== site.lang ? { lang: card.lang, dir: directionOf(card.lang) } : {})

/** A date in the page's language keeps its own order inside a teaser that is written the other way. */
export const dateDirectionOf = (card: Card, site: Site) => (card.lang && directionOf(card.lang) !== directionOf(site.lang) ? { dir: 'auto' as const } : {})
