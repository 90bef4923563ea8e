/** The box in which an event is told. Without a script it is a form like any other. */
import type { Flaw } from '../../../copy/parse.ts'
import type { Actor } from '../../../press/calls.ts'
import type { PictureInfo } from '../../../press/picture-calls.ts'
import { hasRole } from '../../access.ts'
import { Checkbox, TextField } from '../layout/fields.tsx'
import { ACCEPTED_FILES, ComposerPicture } from './composer-picture.tsx'
import type { Typed } from './live-forms.ts'

type Props = { slug: string; typed: Typed | undefined; flaws: readonly Flaw[] | undefined; actor: Actor; pictures: readonly PictureInfo[] }

export function Composer({ slug, typed, flaws = [], actor, pictures }: Props) {
  const flawOf = (name: string) => flaws.find(({ pointer }) => pointer === `/${name}`)?.message
  const flaw = flawOf('markdown')
  return (
    <form class="composer" method="post" action={`/desk/live/${slug}`} enctype="multipart/form-data" id="composer">
      <input type="hidden" name="request" value={crypto.randomUUID()} />
      <TextField name="headline" label="Headline (optional)" value={typed?.headline} flaw={flawOf('headline')} maxlength={400} autocomplete="off" dir="auto" />
      <div class={flaw ? 'field flawed' : 'field'}>
        <label for="markdown">Update</label>
        {flaw && (
          <p class="flaw" id="markdown-flaw">
            {flaw}
          </p>
        )}
        <textarea
          id="markdown"
          name="markdown"
          rows={4}
          dir="auto"
          autofocus
          aria-keyshortcuts="Control+Enter Meta+Enter"
          aria-describedby={flaw ? 'markdown-flaw markdown-hint' : 'markdown-hint'}
          aria-invalid={flaw ? 'true' : undefined}
        >
          {typed?.markdown}
        </textarea>
        <p class="hint" id="markdown-hint">
          <strong>**bold**</strong>, <em>*italic*</em>, [link](https://…), &gt; quote. <kbd>Ctrl Enter</kbd> or <kbd>⌘ Enter</kbd> sends it.
        </p>
      </div>
      <ComposerPicture typed={typed} flaws={flaws} pictures={pictures} />
      <div class="composer-picture" hidden>
        <label class="button quiet small" for="picture">
          Add a picture
        </label>
        <input class="unseen" id="picture" type="file" accept={ACCEPTED_FILES} />
        <p class="composer-uploading" role="status" />
      </div>
      <div class="composer-marks">
        <Checkbox name="key" label="Key moment" checked={typed?.key} />
        <Checkbox name="pinned" label="Pin" checked={typed?.pinned} />
        <button type="submit">{hasRole(actor, 'editor') ? 'Publish' : 'Send to the editors'}</button>
      </div>
      <Unsent />
    </form>
  )
}

/** Filled by the page’s script: what was written and hasn’t arrived, and what became of the last update. */
export const Unsent = () => (
  <>
    <div class="composer-outbox" />
    <p class="composer-said" role="status" />
  </>
)
