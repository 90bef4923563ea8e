/** Pictures side by side: to open, or to choose for a story. */
import { type DigitalSource, pictureMark } from '../../../copy/shapes/digital-source.ts'
import { NO_LICENCE } from '../../../copy/shapes/picture-details.ts'
import { PictureImage } from '../../../page/picture.tsx'
import type { PictureInfo } from '../../../press/picture-calls.ts'

type Props = { pictures: readonly PictureInfo[]; now: string }

export const PictureGrid = ({ pictures, now }: Props) => (
  <ul class="picture-grid">
    {pictures.map((picture) => (
      <li>
        <a href={`/desk/pictures/${picture.id}`}>
          <Thumbnail picture={picture} />
          <span class="picture-name" dir="auto">
            {nameOf(picture)}
          </span>
        </a>
        <Facts picture={picture} now={now} />
      </li>
    ))}
  </ul>
)

/** All that a story takes of a picture is in the item's data, for a script. Without one, its address is there to copy. */
export const PictureChoices = ({ pictures, now }: Props) => (
  <ul class="picture-grid">
    {pictures.map((picture) => (
      <li class="picture-choice" {...choiceData(picture)}>
        <button type="button" class="plain choose" hidden aria-label={`Choose: ${nameOf(picture)}`}>
          <Thumbnail picture={picture} />
          <span class="picture-name" dir="auto">
            {nameOf(picture)}
          </span>
        </button>
        <div class="picture-address">
          <a href={`/desk/pictures/${picture.id}`} aria-label={`Open: ${nameOf(picture)}`}>
            <Thumbnail picture={picture} />
          </a>
          <label for={`address-${picture.id}`}>{`Address of “${nameOf(picture)}”`}</label>
          <input id={`address-${picture.id}`} value={picture.src} readonly />
        </div>
        <Facts picture={picture} now={now} />
      </li>
    ))}
  </ul>
)

const choiceData = ({ src, width, height, alt = '', caption = '', credit = '', focus }: PictureInfo) => ({
  'data-src': src,
  'data-width': String(width),
  'data-height': String(height),
  'data-alt': alt,
  'data-caption': caption,
  'data-credit': credit,
  'data-focus': focus ? `${focus.x} ${focus.y}` : '',
})

/** A link around it says what it is. */
const Thumbnail = ({ picture }: { picture: PictureInfo }) =>
  picture.withdrawn || picture.takenOff ? (
    <span class="picture-gone">{picture.withdrawn ? 'Withdrawn' : 'Rights have ended'}</span>
  ) : (
    <PictureImage picture={{ src: picture.src, alt: '', width: picture.width, height: picture.height }} sizes="12rem" widest={480} />
  )

export const nameOf = ({ caption, alt }: PictureInfo) => caption ?? alt ?? 'No description yet'

const Facts = ({ picture, now }: { picture: PictureInfo; now: string }) => (
  <p class="picture-facts">
    {`${picture.width} × ${picture.height}`}
    {picture.caption && !picture.alt && <strong>No alt text</strong>}
    {picture.digitalSource && <MachineMade source={picture.digitalSource} />}
    <RightsState picture={picture} now={now} />
  </p>
)

/** What readers are told of it. The desk is in English. */
const MachineMade = ({ source }: { source: DigitalSource }) => {
  const mark = pictureMark(source, 'en')
  return mark ? <strong>{mark}</strong> : null
}

export const RightsState = ({ picture: { rights, takenOff }, now }: { picture: PictureInfo; now: string }) => {
  if (rights?.licence === NO_LICENCE) return <strong class="over">No right to show it</strong>
  if (takenOff || (rights?.until && rights.until < now)) return <strong class="over">Rights have ended</strong>
  const days = rights?.until ? Math.ceil((Date.parse(rights.until) - Date.parse(now)) / 86_400_000) : Infinity
  return days <= 7 ? <strong class="over">{days <= 1 ? 'Rights end within a day' : `Rights end in ${days} days`}</strong> : null
}
