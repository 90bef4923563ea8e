/** What becomes of a slot's space once its answer is there, or can't be. What a reader has in view never moves. */

/** As ads/decide.ts counts: every slot is asked for as of when the page was opened, so that none shows what another one has. */
const TURN_MS = 900_000

/** What of htmx's event is used here. */
type HtmxRequest = { ctx: { request: { body: FormData } } }

export function settleSlots() {
  const turn = String(Math.floor(Date.now() / TURN_MS))
  document.addEventListener('htmx:config:request', (event) => {
    if (isSlotSpace(event.target)) (event as CustomEvent<HtmxRequest>).detail.ctx.request.body.set('turn', turn)
  })
  for (const name of ['htmx:after:swap', 'htmx:error'] as const)
    document.addEventListener(name, ({ target }) => {
      // With the next frame, when it is known where the reader has scrolled to.
      if (isSlotSpace(target)) requestAnimationFrame(() => settle(target))
    })
}

const isSlotSpace = (target: EventTarget | null): target is Element => target instanceof Element && target.matches('.slot-space')

/** Blocked, failed or empty: nobody reads "Advertisement" over nothing. */
function settle(space: Element) {
  const slot = space.closest<HTMLElement>('.slot')
  if (!slot) return
  // Nothing stands below the rail's.
  const mayMove = slot.matches('.slot-rail') || slot.getBoundingClientRect().top >= innerHeight
  const isFilled = space.querySelector('.creative') !== null
  if (!isFilled) space.replaceChildren()
  slot.toggleAttribute('data-empty', !isFilled)
  slot.toggleAttribute('data-fits', isFilled && mayMove)
  slot.hidden = !isFilled && mayMove
}
