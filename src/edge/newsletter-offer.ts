/** What a page says where the newsletters are offered: the form, or why there is none. */
import type { Site } from '../copy/shapes/site.ts'
import type { AppContext } from './app-context.ts'
import { isNewsletterOffered } from './front-cache.ts'
import { readSetting } from './setting.ts'

/** `checked`: offered, and each form is looked at by Turnstile. `closed`: no letter could ask anybody to confirm, so nobody is promised one. */
export type NewsletterOffer = 'offered' | 'checked' | 'withheld' | 'closed'

export function newsletterOffer(c: AppContext, site: Site): NewsletterOffer {
  if (!isNewsletterOffered(c, site)) return 'withheld'
  if (!isSignUpOpen(c.env, site)) return 'closed'
  return turnstileKey(c.env) ? 'checked' : 'offered'
}

export const isOffered = (offer: NewsletterOffer) => offer === 'offered' || offer === 'checked'

/** Whether there is a way for letters to readers who have not confirmed yet, and somebody they come from. */
export const isSignUpOpen = (env: object, site: Site) => readSetting(env, 'MAIL_CONFIRMATIONS') !== undefined && site.newsletter?.from !== undefined

/** The widget's public key, where the operator has Turnstile look at the form; without its secret beside it, it is as if not set. */
export const turnstileKey = (env: object) => (readSetting(env, 'TURNSTILE_SECRET') ? readSetting(env, 'TURNSTILE_SITE_KEY') : undefined)
