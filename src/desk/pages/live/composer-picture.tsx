/** A picture for an update where no script uploads it: a file, or one of the newest of the catalogue. */
import type { Flaw } from '../../../copy/parse.ts'
import type { PictureInfo } from '../../../press/picture-calls.ts'
import { Checkbox, Select, TextField } from '../layout/fields.tsx'
import type { Typed } from './live-forms.ts'

export const ACCEPTED_FILES = 'image/jpeg,image/png,image/webp,image/avif,image/gif'

type Props = { typed: Typed | undefined; flaws: readonly Flaw[]; pictures: readonly PictureInfo[] }

export function ComposerPicture({ typed, flaws, pictures }: Props) {
  const flawOf = (name: string) => flaws.find(({ pointer }) => pointer === `/${name}`)?.message
  const flaw = flawOf('file')
  return (
    <details class="form" data-without-script="" open={Boolean(typed?.picture || typed?.alt || flaw || flawOf('alt'))}>
      <summary>Add a picture</summary>
      <div class={flaw ? 'field flawed' : 'field'}>
        <label for="file">Upload a file</label>
        {flaw && (
          <p class="flaw" id="file-flaw">
            {flaw}
          </p>
        )}
        <input id="file" name="file" type="file" accept={ACCEPTED_FILES} {...(flaw && { 'aria-describedby': 'file-flaw', 'aria-invalid': 'true' as const })} />
      </div>
      <Select
        name="catalogued"
        label="Or choose one that’s uploaded"
        value={typed?.picture}
        choices={[{ value: '', label: 'No picture' }, ...pictures.map((picture) => ({ value: picture.id, label: nameOf(picture) }))]}
      />
      <TextField
        name="alt"
        label="What the picture shows"
        hint="For people who can’t see it. Left empty, what the catalogue says is used."
        value={typed?.alt}
        flaw={flawOf('alt')}
        maxlength={1000}
        dir="auto"
      />
      <Checkbox name="decorative" label="Decorative: nothing is lost without it" checked={typed?.decorative} />
    </details>
  )
}

const nameOf = ({ alt, caption, uploadedAt, width, height }: PictureInfo) =>
  (alt ?? caption ?? `Without a description, ${width} × ${height}, uploaded ${uploadedAt.slice(0, 10)}`).slice(0, 100)
