/** The frame of pages that people see before they are at the desk: the site's name, one heading, and what there is to do. */
import type { Child } from 'hono/jsx'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { ASSETS } from '../../../build/manifest.ts'
import type { Site } from '../../../copy/shapes/site.ts'
import { type AppContext, editionOf } from '../../../edge/app-context.ts'
import { renderPage } from '../../../page/page.tsx'

/** Scripts write no HTML, and load nothing from elsewhere. */
const CSP = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')

type Frame = { title: string; status?: ContentfulStatusCode /** Where a passkey can be used. */; passkeys?: true }

export async function framed(c: AppContext, { title, status = 200, passkeys }: Frame, children: Child) {
  const { value: site } = await editionOf(c).site()
  privately(c)
  c.header('Content-Security-Policy', CSP)
  return c.html(
    renderPage(
      <SignInFrame site={site} title={title} script={passkeys && ASSETS['desk-passkeys.js']}>
        {children}
      </SignInFrame>,
    ),
    status,
  )
}

/** Such an address may sign somebody in: it is stored nowhere, and told to no other site. */
export function privately(c: AppContext) {
  c.header('Cache-Control', 'no-store')
  c.header('Referrer-Policy', 'same-origin')
  c.header('X-Robots-Tag', 'noindex')
}

type FrameProps = { site: Site; title: string; script: string | undefined; children: Child }

const SignInFrame = ({ site, title, script, children }: FrameProps) => (
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{`${title} · ${site.name}`}</title>
      {ASSETS['desk.css'] && <link rel="stylesheet" href={ASSETS['desk.css']} />}
      {script && <script src={script} defer />}
    </head>
    <body class="sign-in">
      <header>
        <a class="sign-in-site" href="/" lang={site.lang}>
          {site.name}
        </a>
      </header>
      <main id="text" tabindex={-1}>
        <h1>{title}</h1>
        {children}
      </main>
    </body>
  </html>
)
