/** The form that uploads pictures. A script shows how far each file is; without one they all go in one form. */
import type { Flaw } from '../../../copy/parse.ts'
import { PICTURE_TYPES } from '../../../pictures/files/parsed-picture.ts'
import { RightsFields, WordsFields } from './detail-fields.tsx'
import type { DetailsValues } from './details-form.ts'

/** All files of one form together: the Worker holds them in memory while it reads them. */
export const MAX_UPLOAD_FORM_BYTES = 32_000_000

export const UploadForm = ({ values, flaws }: { values: DetailsValues; flaws: readonly Flaw[] }) => {
  const flaw = flaws.find(({ pointer }) => pointer === '/file')?.message
  return (
    <details class="upload" open={flaws.length > 0}>
      <summary>Upload pictures</summary>
      <form class="form" method="post" action="/desk/pictures" enctype="multipart/form-data" data-upload="">
        <div class={flaw ? 'field flawed' : 'field'}>
          <label for="files">Files</label>
          <p class="hint" id="files-hint">
            JPEG, PNG, WebP, AVIF, GIF or HEIC, up to 20 MB each<span class="without-script"> and 30 MB together</span>
          </p>
          {flaw && (
            <p class="flaw" id="files-flaw">
              {flaw}
            </p>
          )}
          <input
            id="files"
            name="files"
            type="file"
            multiple
            required
            accept={[...PICTURE_TYPES, '.heic', '.heif'].join(',')}
            aria-describedby={flaw ? 'files-hint files-flaw' : 'files-hint'}
            {...(flaw && { 'aria-invalid': 'true' as const })}
          />
        </div>
        <p class="quiet-text">What you enter here goes to each of these files that has no words yet. You can change it later.</p>
        <WordsFields values={values} flaws={flaws} />
        <RightsFields values={values} flaws={flaws} />
        <div class="buttons">
          <button type="submit">Upload</button>
        </div>
        <ul class="upload-progress" role="status" />
      </form>
    </details>
  )
}
