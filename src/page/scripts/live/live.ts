/** What a script adds to a story that moves: it tells what is new, and finds updates that are on another page. */
import { LivePage } from './live-page.ts'
import { poll } from './poll.ts'

const notice = document.querySelector<HTMLElement>('[data-live]')

/** The server doesn't hear of the fragment of an address. */
function findUpdate() {
  const { hash, search } = location
  const id = /^#u-([a-z0-9-]+)$/.exec(hash)?.[1]
  if (id && !document.getElementById(hash.slice(1)) && new URLSearchParams(search).get('from') !== id) location.replace(`?from=${id}${hash}`)
}

findUpdate()
addEventListener('hashchange', findUpdate)
if (notice?.dataset.live) poll(notice.dataset.live, Number(notice.dataset.seconds) * 1000, new LivePage(notice))
