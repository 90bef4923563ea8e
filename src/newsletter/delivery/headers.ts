/** The headers of letters. */

/** Carries the issue through providers and back in their webhooks: letters, digits, `_` and `-`. */
export const ISSUE_HEADER = 'X-Dateline-Issue'

/** What a letter may say in its head beyond its own fields: no more than Cloudflare's Email Service takes too. */
export const ALLOWED_HEADERS = [
  'List-Unsubscribe',
  'List-Unsubscribe-Post',
  'List-Id',
  'List-Archive',
  'List-Help',
  'List-Owner',
  'List-Subscribe',
  'Archived-At',
  'Auto-Submitted',
  'Content-Language',
  'Precedence',
  ISSUE_HEADER,
] as const
