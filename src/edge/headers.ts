/** The security headers of every answer, and each page's Content-Security-Policy: no `unsafe-*`, inline code by hash alone. */
import { ASSETS, SCRIPTS, STYLES } from '../build/manifest.ts'
import { FRAGMENT_HEADERS, NON_PAGE_CSP, SECURITY_HEADERS } from './security-headers.ts'

export type StyleName = keyof typeof STYLES

export function setSecurityHeaders(headers: Headers, isFragment: boolean) {
  for (const [name, value] of Object.entries(isFragment ? FRAGMENT_HEADERS : SECURITY_HEADERS)) if (!headers.has(name)) headers.set(name, value)
  const policy = headers.get('Content-Security-Policy')
  if (policy === null) headers.set('Content-Security-Policy', NON_PAGE_CSP)
  // Readers' pages alone have the inline script: a sandbox could not fetch the rules, and nothing of the desk is opened ahead.
  else if (SPECULATION && policy.includes(SCRIPTS.theme.hash) && headers.get('Content-Type')?.startsWith('text/html'))
    headers.set('Speculation-Rules', `"${SPECULATION}"`)
}

/** Rules by header cost no byte of the page, and a CSP without `unsafe-inline` has nothing against them. */
const SPECULATION = ASSETS['speculation.json']

/**
 * Pictures may come from any https host, since agencies' may; scripts, styles and requests only from here, and from `widget`, an origin
 * with its scheme, on the one page that shows something of another's. That page alone has no Trusted Types: a script of another's makes
 * policies that we can't name.
 */
export const pageCsp = (style: StyleName, widget?: string) =>
  [
    "default-src 'none'",
    `script-src 'self' '${SCRIPTS.theme.hash}'${widget ? ` ${widget}; frame-src ${widget}` : ''}`,
    `style-src '${STYLES[style].hash}'`,
    "img-src 'self' https: data:",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    `frame-ancestors 'none'${widget ? '' : "; require-trusted-types-for 'script'; trusted-types htmx dateline live"}`,
  ].join('; ')
