/** The front: what the editors pin to it, what readers would see, and the breaking banner. */
import { Hono } from 'hono'
import type { AppContext } from '../../../edge/app-context.ts'
import { newsletterOffer } from '../../../edge/newsletter-offer.ts'
import { renderPage } from '../../../page/page.tsx'
import { livePressOf } from '../../../press/live-calls.ts'
import { FrontPage } from '../../../reader/front-page.tsx'
import { type DeskContext, type DeskEnv, press } from '../desk-context.ts'
import { readForm } from '../layout/form.ts'
import { framedResponse } from '../layout/framed-page.ts'
import { needing } from '../layout/refusal-pages.tsx'
import { changeBanner } from './banner-orders.ts'
import { frontPath, frontStateOf } from './front-state.ts'
import { conflictResponse, frontResponse } from './front-view.tsx'
import { pinsFrom, reorder } from './pin-order.ts'

export const front = new Hono<DeskEnv>()
  .get('/desk/front', needing('editor', showFront))
  .post('/desk/front', needing('editor', publishFront))
  .post('/desk/front/banner', needing('editor', changeBanner))
  .get('/desk/front/preview', needing('editor', previewFront))

/** Up, Down, Remove and Pin lead to the page with the new order: `moved` gets the focus there. */
async function showFront(c: DeskContext) {
  const { do: order } = c.req.query()
  if (order === undefined) return frontResponse(c, await frontStateOf(c))
  const state = await frontStateOf(c)
  return c.redirect(frontPath({ ...state, pins: reorder(state.pins, order) }, { moved: order }), 303)
}

async function publishFront(c: DeskContext) {
  const form = await readForm(c)
  if (!form.ok) return frontResponse(c, await frontStateOf(c), { kind: 'refused', text: form.problem.detail }, 413)
  const [pins, tag] = [pinsFrom(form.value.text('pins')), form.value.text('tag')]
  const set = await press(c).setPins(pins, c.get('actor'), [tag])
  if (!set.ok) return conflictResponse(c, await frontStateOf(c, { pins, tag }))
  return c.redirect(`/desk/front?done=published&before=${pinsFrom(form.value.text('before')).join(',')}`, 303)
}

/**
 * The front as readers would get it, for the frames of the page of the front and nobody else’s: it shows, and does nothing. What
 * readers get is framed by no page, not even ours.
 */
async function previewFront(c: DeskContext) {
  const pins = c.req.query('pins')
  const press = livePressOf(c.env)
  const front = await press.frontWith(pins === undefined ? (await press.frontDesk()).pins : pinsFrom(pins))
  const site = c.get('site')
  const page = <FrontPage front={front} site={site} offer={newsletterOffer(c as unknown as AppContext, site)} now={Date.now()} />
  return framedResponse(c, renderPage(page), 'front')
}
