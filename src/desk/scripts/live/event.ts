/** The event that this page tells, as the page says it. */
export type Event = { slug: string; by: string }

export function eventOf(): Event | undefined {
  const { live, by } = document.querySelector<HTMLElement>('[data-live]')?.dataset ?? {}
  return live && by ? { slug: live, by } : undefined
}

/** Read aloud by screen readers; looked at by everybody. */
export function say(text: string) {
  const place = document.querySelector('.composer-said')
  if (place) place.textContent = text
}
