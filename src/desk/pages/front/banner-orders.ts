/** Setting and ending the breaking banner from the page of the front. */
import { parseWith } from '../../../copy/parse.ts'
import { instantOf } from '../../../copy/text/instant.ts'
import { livePressOf } from '../../../press/live-calls.ts'
import { BannerBody } from '../../banner-body.ts'
import type { DeskContext } from '../desk-context.ts'
import { readForm } from '../layout/form.ts'
import { frontStateOf } from './front-state.ts'
import { frontResponse } from './front-view.tsx'

const HOUR_MS = 3_600_000

export async function changeBanner(c: DeskContext) {
  const form = await readForm(c)
  if (!form.ok) return frontResponse(c, await frontStateOf(c), { kind: 'refused', text: form.problem.detail }, 413)
  const typed = { text: form.value.text('banner-text'), url: form.value.text('banner-url'), hours: form.value.text('hours') }
  const isEnd = form.value.text('do') === 'end'
  const hours = /^\d{1,4}$/.test(typed.hours) ? Number(typed.hours) : 0
  const sent = { text: typed.text, ...(typed.url && { url: typed.url }), ...(hours > 0 && { until: instantOf(Date.now() + hours * HOUR_MS) }) }
  const banner = isEnd ? { ok: true as const, value: null } : parseWith(BannerBody, sent)
  if (!banner.ok) return frontResponse(c, await frontStateOf(c), undefined, 422, { typed, flaws: banner.flaws })
  const tag = form.value.text('tag')
  const set = await livePressOf(c.env).setBanner(banner.value, c.get('actor'), tag ? [tag] : 'none')
  if (set === 'no-site')
    return frontResponse(c, await frontStateOf(c), { kind: 'refused', text: 'The site hasn’t been set up yet. Save its settings first.' }, 409)
  if (!set.ok) return frontResponse(c, await frontStateOf(c), { kind: 'refused', text: CHANGED_MEANWHILE }, 412, { typed, flaws: [] })
  return c.redirect(`/desk/front?done=${isEnd ? 'banner-ended' : 'banner-set'}#banner`, 303)
}

const CHANGED_MEANWHILE =
  'Somebody else changed the banner while this page was open. Nothing was changed: below is what you typed. Save again to replace theirs.'
