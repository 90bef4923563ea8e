/** Where links in copy lead. Foreign addresses are mended where it is plain what was meant; of others it is said why they lead nowhere. */
import { isSafeHref } from '../text/inline.ts'

/** `reason` completes "The link … was removed: ". */
export type MendedHref = { href: string } | { reason: string }

/** `page`, the path of the article, is what `../sport/match` is read from. */
export function mendHref(written: string, page?: string): MendedHref {
  const address = unwrapped(written)
  if (address === '') return { reason: 'it has no address.' }
  const scheme = /^([a-z][a-z\d+.-]*):/i.exec(address)?.[1]?.toLowerCase()
  if (scheme !== undefined) return ofScheme(scheme, address.slice(scheme.length + 1))
  if (address.startsWith('//')) return ofScheme('https', address)
  if (/^[/#]/.test(address)) return taken(encoded(address))
  if (/^www\.[^\s/?#]+\.[^\s/?#]/i.test(address)) return ofScheme('https', `//${address}`)
  if (/^[^\s@/?#:]+@[^\s@/?#:]+\.[^\s@/?#:]+(?:\?.*)?$/.test(address)) return taken(`mailto:${encoded(address)}`)
  if (page !== undefined && /^\.{1,2}\//.test(address)) return taken(pathFrom(page, address))
  return { reason: 'it doesn’t say which site it’s on. Use a full address, or a path on this site, such as /sport/match.' }
}

/** Line ends within an address and quotation marks around it come from letters and word processors. Browsers drop the former too. */
const unwrapped = (written: string) =>
  written
    .replace(/[\t\n\r\u00ad\u200b\u2060\ufeff]/g, '')
    .trim()
    .replace(/^(["“”„«])([^"“”„«»]*)["“”»]$/, '$2')
    .trim()

function ofScheme(scheme: string, rest: string): MendedHref {
  switch (scheme) {
    case 'http':
    case 'https': {
      const beyond = beyondGoogle(`${scheme}:${rest}`)
      if (beyond !== undefined) return mendHref(beyond)
      return /^\/\/[^\s\\/?#]/.test(rest) ? taken(`${scheme}:${encoded(rest.replace(/^[^?#]*/, (path) => path.replaceAll('\\', '/')))}`) : { reason: NO_HOST }
    }
    case 'mailto':
      return taken(`mailto:${encoded(rest.trim())}`)
    case 'tel':
    case 'sms':
      // Spaces part a number's groups on paper; RFC 3966 has none.
      return /\d/.test(rest)
        ? taken(`${scheme}:${encoded(rest.replace(/^[^?;]*/, (number) => number.replace(/\s+/g, '')))}`)
        : { reason: 'it has no phone number.' }
    default:
      return { reason: 'a link must use http, https, mailto, tel or sms, or lead to a page on this site.' }
  }
}

/** Google Docs exports every link by way of a page of Google's that warns readers of leaving. */
function beyondGoogle(address: string): string | undefined {
  if (!/^https?:\/\/www\.google\.com\/url\?/i.test(address) || !URL.canParse(address)) return undefined
  const { searchParams: asked } = new URL(address)
  const to = asked.get('q') ?? asked.get('url') ?? ''
  return /^https?:\/\/(?!www\.google\.com\/url\?)/i.test(to) ? to : undefined
}

const NO_HOST = 'it doesn’t name a site. Use a full address that starts with https://.'

const encoded = (address: string) => address.replace(/[\s\p{Cc}]/gu, (character) => encodeURIComponent(character))

const pathFrom = (page: string, address: string) => {
  const { pathname, search, hash } = new URL(encoded(address).replaceAll('\\', '%5C'), `https://here.example${page}`)
  return `${pathname}${search}${hash}`
}

const taken = (href: string): MendedHref => (isSafeHref(href) ? { href } : { reason: 'it isn’t a valid address.' })
