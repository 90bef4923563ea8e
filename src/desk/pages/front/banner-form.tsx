/** The breaking banner: set, changed and ended. */
import type { Flaw } from '../../../copy/parse.ts'
import type { Site } from '../../../copy/shapes/site.ts'
import { activeBreaking } from '../../../page/breaking-banner.tsx'
import { Select, TextField } from '../layout/fields.tsx'
import { Moment } from '../layout/moment.tsx'
import type { FrontState } from './front-state.ts'

export type BannerTyped = { text: string; url: string; hours: string }
type Props = { banner: FrontState['banner']; site: Site; view: { typed: BannerTyped; flaws: readonly Flaw[] } | undefined }

const HOURS = [
  { value: '', label: 'Until somebody ends it' },
  { value: '1', label: 'For 1 hour' },
  { value: '3', label: 'For 3 hours' },
  { value: '12', label: 'For 12 hours' },
  { value: '24', label: 'For 24 hours' },
]

export function BannerForm({ banner: { value, tag }, site, view }: Props) {
  const isShown = value !== null && activeBreaking({ ...site, breaking: value }, Date.now()) !== undefined
  const typed = view?.typed ?? { text: value?.text ?? '', url: value?.url ?? '', hours: '' }
  const flawOf = (name: string) => view?.flaws.find(({ pointer }) => pointer === `/${name}`)?.message
  return (
    <section class="front-part" id="banner" aria-labelledby="banner-title">
      <h2 id="banner-title">Breaking banner</h2>
      <p class="hint">
        {isShown ? 'It’s above every page now' : 'There’s no banner now. It would appear above every page'}
        {isShown && value?.until && (
          <>
            , until <Moment at={value.until} site={site} />
          </>
        )}
        .
      </p>
      <form method="post" action="/desk/front/banner" class="form">
        <input type="hidden" name="tag" value={tag} />
        <BannerField name="text" label="Text" value={typed.text} flaw={flawOf('text')} maxlength={400} />
        <BannerField name="url" label="Link (optional)" value={typed.url} flaw={flawOf('url')} hint="Such as /world/bridge-closed" maxlength={2000} />
        <Select name="hours" label="How long" value={typed.hours} choices={HOURS} />
        <div class="buttons">
          <button type="submit" name="do" value="set">
            {isShown ? 'Change the banner' : 'Show the banner'}
          </button>
          {value && (
            <button type="submit" name="do" value="end" class="danger">
              End the banner
            </button>
          )}
        </div>
      </form>
    </section>
  )
}

/** The page has other fields of these names: each has its own id. */
const BannerField = ({ name, ...field }: { name: string; label: string; value: string; flaw: string | undefined; hint?: string; maxlength: number }) => (
  <TextField name={`banner-${name}`} {...field} dir="auto" />
)
