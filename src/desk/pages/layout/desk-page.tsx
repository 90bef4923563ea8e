/** The frame of every page of the desk. */

import { DESK_ASSETS, type DeskAsset } from '../../../build/desk-assets.ts'
import { ASSETS } from '../../../build/manifest.ts'
import type { Site } from '../../../copy/shapes/site.ts'
import type { Child } from '../../../markup/markup.ts'
import { renderPage } from '../../../page/page.tsx'
import { type Actor, ROLES } from '../../../press/calls.ts'
import { DESK_CSP } from '../csp.ts'
import type { DeskContext } from '../desk-context.ts'
import { AREAS } from './areas.ts'
import { inOurZone, Message, type MessageText } from './message.tsx'

export type DeskPageProps = {
  title: string
  /** Path of the area in the menu that the page belongs to. */
  area?: string | undefined
  /** What was just done, or went wrong. */
  message?: MessageText | undefined
  /** Names of scripts (assets) that this page needs beside the desk's own. */
  scripts?: readonly DeskAsset[]
  /** The same of modules; what each needs at once is fetched with it. */
  modules?: readonly DeskAsset[]
  /** The page takes the whole width of the window. */
  wide?: boolean | undefined
  children: Child
}

/** htmx: nothing evaluated, no style element of its own, no history of its own; the browser’s is right. */
const HTMX_CONFIG = JSON.stringify({ includeIndicatorCSS: false, defaultTimeout: 20_000, history: false, extensions: 'trusted-html' })

/** Answers a page of the desk. `status` is that of what was asked, such as 422 where a form comes back with its flaws. */
export function deskResponse(c: DeskContext, props: DeskPageProps, status: 200 | 401 | 403 | 404 | 409 | 410 | 412 | 413 | 422 | 429 | 503 = 200) {
  const page = renderPage(<DeskPage {...props} site={c.get('site')} actor={c.get('actor')} path={c.req.path} />)
  return c.html(page, status, DESK_HEADERS)
}

/** Nothing of the desk is stored by a cache, and no other page learns its addresses. */
export const DESK_HEADERS = { 'Content-Security-Policy': DESK_CSP, 'Cache-Control': 'no-store', 'Referrer-Policy': 'same-origin' }

/** What a module needs at once or right after is fetched beside it. */
const ModuleScript = ({ name }: { name: DeskAsset }) => {
  const all: Readonly<Record<string, string>> = DESK_ASSETS
  const parts = ['-core.js', '-tools.js'].flatMap((part) => all[name.replace('.js', part)] ?? [])
  return (
    <>
      {parts.map((path) => (
        <link rel="modulepreload" href={path} />
      ))}
      <script type="module" src={DESK_ASSETS[name]} />
    </>
  )
}

type FrameProps = DeskPageProps & { site: Site; actor: Actor | undefined; path: string }

const DeskPage = ({ title, area, message, scripts = [], modules = [], wide, site, actor, path, children }: FrameProps) => (
  <html lang="en" dir="ltr">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{`${title} · ${site.name} desk`}</title>
      <meta name="robots" content="noindex" />
      <meta name="htmx-config" content={HTMX_CONFIG} />
      <link rel="icon" href="/favicon.ico" />
      <link rel="stylesheet" href={DESK_ASSETS['desk.css']} />
      <script src={DESK_ASSETS['desk-theme.js']} />
      <script src={ASSETS['htmx.js']} defer />
      <script src={DESK_ASSETS['desk.js']} defer />
      {scripts.map((name) => (
        <script src={DESK_ASSETS[name]} defer />
      ))}
      {modules.map((name) => (
        <ModuleScript name={name} />
      ))}
    </head>
    <body data-actor={actor?.name}>
      <a class="skip" href="#main">
        Skip to content
      </a>
      <header class="desk-head">
        <a class="desk-name" href="/desk" aria-label={`${site.name} desk: stories`}>
          {site.name} <span>desk</span>
        </a>
        {actor && <Menu actor={actor} area={area} />}
        {actor && <Account actor={actor} path={path} />}
      </header>
      <main id="main" tabindex={-1} class={wide ? 'wide' : undefined}>
        {message && <Message {...message} text={inOurZone(message.text, site)} />}
        {children}
      </main>
    </body>
  </html>
)

/** A `details` element on phones, so that it opens without a script; from 900 px on its list is always shown. */
const Menu = ({ actor, area }: { actor: Actor; area: string | undefined }) => (
  <nav class="desk-menu" aria-label="Desk">
    <details>
      <summary>Menu</summary>
      <MenuLinks actor={actor} area={area} />
    </details>
    <MenuLinks actor={actor} area={area} always />
  </nav>
)

const MenuLinks = ({ actor, area, always }: { actor: Actor; area: string | undefined; always?: boolean }) => (
  <ul class={always ? 'desk-menu-row' : undefined}>
    {AREAS.filter(({ needs }) => ROLES.indexOf(actor.role) >= ROLES.indexOf(needs)).map(({ path, name }) => (
      <li>
        <a href={path} {...(path === area && { 'aria-current': 'page' })}>
          {name}
        </a>
      </li>
    ))}
  </ul>
)

const Account = ({ actor, path }: { actor: Actor; path: string }) => (
  <div class="desk-account">
    <a href="/desk/new" class="button quiet" {...(path === '/desk/new' && { 'aria-current': 'page' })}>
      New story
    </a>
    <a href="/desk/account">
      {actor.name}
      <span class="unseen">: your account</span>
    </a>
  </div>
)
