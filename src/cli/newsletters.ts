/** The newsletters at a glance, as the API says them. */
type Growth = { day: string; joined: number; left: number }

export type Newsletter = {
  list: string
  name?: string
  kind?: string
  confirmed: number
  pending: number
  unsubscribed: number
  growth: Growth[]
  /** The site has it no more, and somebody is still on it. */
  isGone?: true
}

export type Newsletters = {
  signUp: 'open' | 'no-mailer' | 'no-sender'
  lists: Newsletter[]
  suppressed: Record<'bounce' | 'complaint' | 'erased' | 'editor', number>
  mailsWaiting: number
}

export const confirmedOn = ({ lists }: Newsletters, list: string) => lists.find((one) => one.list === list)?.confirmed ?? 0
