/** What a page says where the newsletters are offered: the form, or why there is none. */
import type { Site } from '../copy/shapes/site.ts'
import type { AppContext } from './app-context.ts'
import { isNewsletterOffered } from './front-cache.ts'
import { readSetting } from './setting.ts'

/** `closed`: no letter could ask anybody to confirm, so nobody is promised one. */
export type NewsletterOffer = 'offered' | 'withheld' | 'closed'

export function newsletterOffer(c: AppContext, site: Site): NewsletterOffer {
  if (!isNewsletterOffered(c, site)) return 'withheld'
  return isSignUpOpen(c.env, site) ? 'offered' : 'closed'
}

/** Whether there is a way for letters to readers who have not confirmed yet, and somebody they come from. */
export const isSignUpOpen = (env: object, site: Site) => readSetting(env, 'MAIL_CONFIRMATIONS') !== undefined && site.newsletter?.from !== undefined
