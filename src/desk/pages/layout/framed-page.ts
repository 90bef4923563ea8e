/**
 * A readers' page inside a frame of the desk: it shows, and does nothing. What readers themselves get is framed by no page, not even ours.
 */

import { STYLES } from '../../../build/manifest.ts'
import type { StyleName } from '../../../edge/headers.ts'
import type { DeskContext } from '../desk-context.ts'
import { DESK_HEADERS } from './desk-page.tsx'

/** None runs here, and the browser would complain of each. */
const SCRIPTS = /<script\b[^>]*>[\s\S]*?<\/script>/g

export function framedResponse(c: DeskContext, html: string, style: StyleName) {
  const csp = [
    "default-src 'none'",
    `style-src '${STYLES[style].hash}'`,
    "img-src 'self' https: data:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
  ]
  return c.html(html.replace(SCRIPTS, ''), 200, { ...DESK_HEADERS, 'Content-Security-Policy': csp.join('; ') })
}
