/** One reader's letter: the issue's letter with their links. It is the same whenever it is made. */
import { ISSUE_HEADER, type Message } from '../delivery/mailer.ts'
import { letterHeaders } from '../letters/headers.ts'
import { fillIn } from '../letters/placeholder.ts'
import type { Database } from '../list/database.ts'
import { parseAddress } from '../subscribers/address.ts'
import { preferencesPath, preferencesToken, unsubscribePath, unsubscribeToken } from '../subscribers/letter-links.ts'
import type { FrozenLetter } from './freezing.ts'
import type { IssueRow } from './issues.ts'
import type { Recipient } from './recipients.ts'

type Named = Pick<IssueRow, 'id' | 'list' | 'slug'>

export async function letterTo(
  db: Database,
  issue: Named,
  letter: FrozenLetter,
  { email, ...reader }: Pick<Recipient, 'id' | 'email' | 'mailbox'>,
): Promise<Message> {
  const { content, from, siteUrl, lang, listNumber, frozenAt } = letter
  // With the issue's date, so that a batch that is sent again is exactly the same.
  const [leave, settings] = await Promise.all([unsubscribeToken(db, reader, listNumber), preferencesToken(db, reader, frozenAt)])
  const links = { unsubscribe: siteUrl + unsubscribePath(leave), preferences: siteUrl + preferencesPath(settings) }
  return {
    from,
    to: { address: parseAddress(email)?.wire ?? '' },
    subject: content.subject,
    html: fillIn(content.html, links),
    text: fillIn(content.text, links),
    id: `issue-${issue.id}-${reader.id}`,
    headers: {
      ...letterHeaders({ site: siteUrl, list: issue.list, unsubscribeUrl: links.unsubscribe, issuePath: `/newsletters/${issue.list}/${issue.slug}` }),
      'Content-Language': lang,
      [ISSUE_HEADER]: `${issue.list}-${issue.slug}`,
    },
  }
}
