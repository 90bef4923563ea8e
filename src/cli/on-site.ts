/** Requests to the editor's site and to no other, and answers no longer than the editors' API gives them. */
import type { Environment } from './environment.ts'
import { EXIT, ExitError } from './exit-error.ts'

type SiteRequest = { url: URL; init: RequestInit & { method: string } }

const MOST_REDIRECTS = 5

/**
 * Redirects are followed within the site: an unpublished article that is being filed, and the word that it is filed, are no other
 * site's. Of a link that leads away (HEAD) the redirect is the answer.
 */
export async function fetchOnSite({ fetch, signal }: Environment, { url, init }: SiteRequest): Promise<Response> {
  let at = url
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
    const response = await fetch(at, { ...init, redirect: 'manual', ...(signal && { signal }) })
    const next = redirectOf(response, at)
    if (!next || (next.origin !== url.origin && init.method === 'HEAD')) return response
    await response.body?.cancel()
    if (next.origin !== url.origin)
      throw new ExitError(
        EXIT.unreachable,
        `${url.origin} redirects to ${next.origin}. Nothing was sent there. If that is your site, log in to it with newsdesk login, or use --url.`,
      )
    at = next
  }
  throw new ExitError(EXIT.unreachable, `${url.origin} redirects too often. Is --url right?`)
}

function redirectOf({ status, headers }: Response, at: URL): URL | undefined {
  const location = headers.get('Location')
  return status >= 300 && status < 400 && location !== null && URL.canParse(location, at) ? new URL(location, at) : undefined
}

/** Bytes; many times the longest answer but an export, which is never held as a whole. */
const LONGEST_ANSWER = 64 * 1024 * 1024

/** The whole answer as text. One without end would take all of the editor's memory. */
export async function answerText({ body, url }: Response): Promise<string> {
  const decoder = new TextDecoder()
  let [text, length] = ['', 0]
  for await (const piece of body ?? []) {
    length += piece.length
    if (length > LONGEST_ANSWER)
      throw new ExitError(EXIT.unreachable, `The answer${url && ` of ${url}`} is longer than any answer of the editors' API. Check --url.`)
    text += decoder.decode(piece, { stream: true })
  }
  return text + decoder.decode()
}
