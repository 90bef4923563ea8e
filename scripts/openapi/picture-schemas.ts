/** What the API answers about pictures. */
import { DIGITAL_SOURCES } from '../../src/copy/shapes/digital-source.ts'
import { STATES } from '../../src/press/calls.ts'
import type { SchemaName } from './api-call.ts'
import { flag, type JsonSchema, listOf, moment, number, object, pageOf, refTo, text } from './json-schema.ts'

const share = { type: 'number', minimum: 0, maximum: 1 }
const details = {
  'alt?': text,
  'caption?': text,
  'credit?': text,
  'source?': text,
  'people?': listOf(text),
  'place?': text,
  'digitalSource?': { enum: DIGITAL_SOURCES, description: 'How it was made: a term of IPTC’s digital source types.' },
  'focus?': object({ x: share, y: share }, 'What must stay visible when it is cropped, as shares of its sides.'),
  'rights?': object({
    'licence?': { ...text, description: '`none`: we may not show it.' },
    'holder?': text,
    'until?': { ...moment, description: 'After it, readers don’t see the picture.' },
    'terms?': text,
    'notice?': text,
    'licenceUrl?': text,
    'acquireUrl?': text,
  }),
}
const picture = { id: text, src: text, width: number, height: number, type: text, ...details }
const pictureInfo = {
  ...picture,
  bytes: number,
  uploadedAt: moment,
  'uploadedBy?': { ...text, description: 'Unknown of pictures uploaded before there was a catalogue.' },
  'withdrawn?': moment,
  'takenOff?': { ...moment, description: 'Since when readers don’t see it, because its licence has ended.' },
}
const uses = {
  articles: listOf(object({ slug: text, state: { enum: STATES }, url: text, headline: text })),
  campaigns: { ...listOf(text), description: 'Their ids.' },
  authors: { ...listOf(object({ slug: text, name: text })), description: 'Whose portrait it is.' },
  drafts: { ...listOf(object({ by: text, 'slug?': text, 'headline?': text })), description: 'Texts that nobody has filed yet; up to 100.' },
}

export const PICTURE_SCHEMAS = {
  Picture: object(picture),
  PictureInfo: object(pictureInfo, 'A picture of the catalogue.'),
  PictureWithUses: object({
    ...pictureInfo,
    uses: object({ ...uses, isComplete: { ...flag, description: 'False while older articles are still being looked through.' } }),
  }),
  Pictures: pageOf(refTo('PictureInfo')),
  PictureTakenDown: object(
    {
      id: text,
      withdrawn: moment,
      changed: { ...flag, description: 'False if the picture was already withdrawn.' },
      ...uses,
    },
    'What still shows the picture, in the newest revision or in the one readers see.',
  ),
} satisfies Partial<Record<SchemaName, JsonSchema>>
