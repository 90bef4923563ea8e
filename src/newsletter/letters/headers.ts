/** A letter's headers for programs. */

type Addresses = { site: string; list: string; unsubscribeUrl: string; issuePath?: string }

/**
 * The list (RFC 2919), the one-click way out (RFC 2369, RFC 8058) and where it is archived (RFC 5064), all ASCII. `site` is an origin,
 * `unsubscribeUrl` https. `Precedence` is no standard (RFC 2076), but keeps answering machines from answering (RFC 3834 section 2),
 * those that do not look at `List-Id` among them.
 */
export const letterHeaders = ({ site, list, unsubscribeUrl, issuePath }: Addresses): Record<string, string> => ({
  'List-Id': `<${list}.${new URL(site).hostname}>`,
  'List-Unsubscribe': `<${unsubscribeUrl}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  'List-Archive': `<${site}/newsletters/${list}>`,
  ...(issuePath !== undefined && { 'Archived-At': `<${site}${issuePath}>` }),
  Precedence: 'bulk',
})
