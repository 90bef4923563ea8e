/** A browser without a script before the real Worker: it opens pages, and sends their forms as the desk's own pages do. */
import { SELF } from 'cloudflare:test'

export const ROOT = 'https://news.example'
type Headers = Record<string, string>

/** Signed in by the token `dl_{name}`. */
export const signedIn = (name: string): Headers => ({ Authorization: `Bearer dl_${name}` })

export const openPage = (path: string, headers: Headers) => SELF.fetch(`${ROOT}${path}`, { headers, redirect: 'manual' })

/** The page that an order leads to, with what was left for it in a cookie. */
export const follow = (answer: Response, headers: Headers) =>
  openPage((answer.headers.get('Location') ?? '').replace(ROOT, ''), { ...headers, Cookie: answer.headers.get('Set-Cookie')?.split(';')[0] ?? '' })

/** `fields` as pairs, where a name comes more than once. `from`: what says where the form comes from, a page of the desk unless said otherwise. */
export const sendForm = (
  path: string,
  fields: Record<string, string> | [string, string][],
  headers: Headers,
  from: Headers = { 'Sec-Fetch-Site': 'same-origin' },
) =>
  SELF.fetch(`${ROOT}${path}`, {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'application/x-www-form-urlencoded', ...from },
    body: new URLSearchParams(fields).toString(),
    redirect: 'manual',
  })
