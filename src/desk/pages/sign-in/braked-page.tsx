/** What a network sees that guesses too often at passkeys, sign-in links or approval links. */
import { BRAKED_SECONDS, TOO_MANY } from '../../../edge/brake.ts'
import type { DeskContext } from '../desk-context.ts'
import { deskResponse } from '../layout/desk-page.tsx'
import { SignInPage } from './sign-in-pages.tsx'

export function brakedResponse(c: DeskContext, text = TOO_MANY) {
  c.header('Retry-After', String(BRAKED_SECONDS))
  const title = 'Too many attempts'
  const children = (
    <SignInPage title={title}>
      <p>{text}</p>
    </SignInPage>
  )
  return deskResponse(c, { title, children }, 429)
}
