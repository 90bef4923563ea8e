/** Picture, source, topics, related stories: what stands around a story's text. */

import type { StoryValues } from '../../story-values.ts'
import { Checkbox, TextArea, TextField } from '../layout/fields.tsx'
import type { FieldOf } from './story-view.ts'

type Props = { field: FieldOf }

const PICTURE_FILE = ['picture-src', 'picture-width', 'picture-height', 'picture-focus']

const Picture = ({ field, values }: Props & { values: StoryValues }) => (
  <details class="picture-fields" open={values['picture-src'] !== '' || field('picture-src').flaw !== undefined}>
    <summary>Picture</summary>
    {values['picture-src'] && (
      <img class="picture-shown" src={values['picture-src']} alt="" width={values['picture-width']} height={values['picture-height']} />
    )}
    <TextArea {...field('picture-alt')} label="Alt text" hint="What the picture shows, for people who can’t see it" rows={2} dir="auto" />
    <Checkbox
      {...field('picture-decorative')}
      value="on"
      checked={values['picture-decorative'] === 'on'}
      label="The picture says nothing that the text doesn’t (no alt text needed)"
    />
    <div class="field-row">
      <TextArea {...field('picture-caption')} label="Caption" rows={1} dir="auto" />
      <TextField {...field('picture-credit')} label="Credit" dir="auto" />
    </div>
    <details class="picture-file" open={!values['picture-src'] || PICTURE_FILE.some((name) => field(name).flaw)}>
      <summary>Address, size and focus point</summary>
      <TextField {...field('picture-src')} label="Address of the picture" hint="From Pictures, or an https address" />
      <div class="field-row">
        <TextField {...field('picture-width')} label="Width in pixels" inputmode="numeric" />
        <TextField {...field('picture-height')} label="Height in pixels" inputmode="numeric" />
        <TextField {...field('picture-focus')} label="Focus point" hint="Two numbers from 0 to 1, such as 0.5 0.3" />
      </div>
    </details>
  </details>
)

const Foot = ({ field, topics }: Props & { topics: readonly string[] }) => (
  <>
    <div class="field-row">
      <TextField {...field('source-name')} label="Source" hint="An agency, such as Reuters" />
      <TextField {...field('source-credit')} label="Initials" hint="Who edited it" />
    </div>
    <TextArea
      {...field('topics')}
      label="Topics"
      hint={`One per line.${topics.length > 0 ? ` Often used: ${topics.slice(0, 8).join(', ')}` : ''}`}
      rows={3}
      dir="auto"
    />
    <TextArea {...field('related')} label="Also worth reading" hint="Slugs or addresses of stories, one per line" rows={2} />
  </>
)

export const DetailFields = { Picture, Foot }
