/** What the audit trail notes as a verb of the API (`file`, `withdraw-picture`), in words. */

/** Those that would be misread if only their hyphens were taken out. */
const WORDS: Readonly<Record<string, string>> = {
  author: 'change author',
  topic: 'introduce topic',
  campaign: 'change campaign',
  'copied-passkey': 'refuse a copied passkey',
  'house-style': 'change house style',
  picture: 'describe picture',
  pins: 'change the front',
  redirect: 'redirect an old address',
  release: 'go live',
  role: 'change role',
  site: 'change settings',
  token: 'make token',
}

export const auditWords = (what: string) => WORDS[what] ?? what.replaceAll('-', ' ')
