/** Of fragments too, which a page of ours fetches and nobody opens. */
export const FRAGMENT_HEADERS: Record<string, string> = {
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
}

/**
 * Security headers of every other answer: of pages by `setSecurityHeaders`, of static files by the `_headers` that the build writes. Who may
 * frame it is in its Content-Security-Policy.
 */
export const SECURITY_HEADERS: Record<string, string> = {
  ...FRAGMENT_HEADERS,
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
}

/** What is not a page runs and loads nothing. */
export const NON_PAGE_CSP = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** Instead of the one above, on what other sites may show or read: pictures, feeds, the description of the API. */
export const EMBEDDABLE = { 'Cross-Origin-Resource-Policy': 'cross-origin' }
