/**
 * The desk's Content-Security-Policy: files of ours alone, nothing inline, and Trusted Types. Pictures may come from anywhere, as in copy;
 * `data:` and `blob:` are pictures being uploaded.
 */
export const DESK_CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' https: data: blob:",
  "connect-src 'self'",
  "worker-src 'self'",
  "frame-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types htmx dateline',
].join('; ')
