/**
 * Articles opened lately can be read again without a network. The network comes first whenever there is one: news is
 * never served from here while a newer page can be had.
 */
/** Set by the build: its id, and what must be there before anything is opened. */
declare const BUILD: string
declare const PRECACHED: string[]

// This file is the one script here that runs in a worker; the others' `self` is a window.
const worker = self as unknown as ServiceWorkerGlobalScope

const SHELL = `shell-${BUILD}`
const PAGES = 'pages'
const PICTURES = 'pictures'
const MAX_PAGES = 30
const MAX_PICTURES = 60
const ARTICLE = /^\/[a-z\dA-F%-]+\/[a-z\dA-F%-]+$/
/** Pages of the site itself look like articles by their address. */
const NOT_ARTICLES = /^\/(?:topic|author|api|desk|newsletters|fragments|preview|archive)\//

worker.addEventListener('install', (event) => {
  event.waitUntil(caches.open(SHELL).then((shell) => shell.addAll(PRECACHED)))
  void worker.skipWaiting()
})

worker.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) if (name.startsWith('shell-') && name !== SHELL) await caches.delete(name)
      await worker.registration.navigationPreload?.enable()
      await worker.clients.claim()
    })(),
  )
})

worker.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== worker.location.origin) return
  if (request.mode === 'navigate') event.respondWith(fetchPage(event, url))
  else if (url.pathname.startsWith('/static/')) event.respondWith(caches.match(request).then((cached) => cached ?? fetch(request)))
  else if (url.pathname.startsWith('/pictures/')) event.respondWith(fetchPicture(event))
})

async function fetchPage(event: FetchEvent, url: URL): Promise<Response> {
  try {
    const preloaded = (await event.preloadResponse) as Response | undefined
    const response = preloaded ?? (await fetch(event.request))
    const isArticle = ARTICLE.test(url.pathname) && !NOT_ARTICLES.test(url.pathname)
    if (isArticle && response.status === 200 && !response.redirected) event.waitUntil(storeInCache(PAGES, url.pathname, response.clone(), MAX_PAGES))
    // A withdrawn article is deleted here too.
    if (isArticle && (response.status === 410 || response.status === 404)) event.waitUntil(caches.open(PAGES).then((pages) => pages.delete(url.pathname)))
    return response
  } catch (error) {
    const cached = (await caches.match(url.pathname)) ?? (await caches.match('/offline'))
    if (cached) return cached
    throw error
  }
}

/** The browser's own cache is asked first: what is fresh there costs no network. A picture that was taken down is deleted here too. */
async function fetchPicture(event: FetchEvent): Promise<Response> {
  try {
    const response = await fetch(event.request)
    if (response.status === 200) event.waitUntil(storeInCache(PICTURES, event.request.url, response.clone(), MAX_PICTURES))
    if (response.status === 410 || response.status === 404) event.waitUntil(caches.open(PICTURES).then((pictures) => pictures.delete(event.request)))
    return response
  } catch (error) {
    const cached = await caches.match(event.request)
    if (cached) return cached
    throw error
  }
}

/** Deletes the oldest beyond `atMost`. */
async function storeInCache(name: string, key: string, response: Response, atMost: number) {
  const cache = await caches.open(name)
  await cache.delete(key)
  await cache.put(key, response)
  const keys = await cache.keys()
  for (const old of keys.slice(0, Math.max(0, keys.length - atMost))) await cache.delete(old)
}
