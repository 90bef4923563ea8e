/** Where links in copy lead. Foreign addresses are repaired where it is plain what was meant; for others there is a reason why they lead nowhere. */
import { isSafeHref } from '../text/inline.ts'

/** `reason` completes "The link … was removed: ". */
export type RepairedHref = { href: string } | { reason: string }

/** `page`, the path of the article, is what `../sport/match` is read from. */
export function repairHref(written: string, page?: string): RepairedHref {
  const address = unwrapAddress(written)
  if (address === '') return { reason: 'it has no address.' }
  const scheme = /^([a-z][a-z\d+.-]*):/i.exec(address)?.[1]?.toLowerCase()
  if (scheme !== undefined) return repairByScheme(scheme, address.slice(scheme.length + 1))
  if (address.startsWith('//')) return repairByScheme('https', address)
  if (/^[/#]/.test(address)) return acceptIfSafe(encodeSpaces(address))
  if (/^www\.[^\s/?#]+\.[^\s/?#]/i.test(address)) return repairByScheme('https', `//${address}`)
  if (isMailbox(address)) return acceptIfSafe(`mailto:${encodeSpaces(address)}`)
  if (page !== undefined && /^\.{1,2}\//.test(address)) return acceptIfSafe(resolvePath(page, address))
  return { reason: 'it doesn’t say which site it’s on. Use a full address, or a path on this site, such as /sport/match.' }
}

/** With a host of more than one part, and perhaps a subject: `desk@paper.example?subject=Tip`. */
const isMailbox = (address: string) => /^[^\s@/?#:]+@([^\s@/?#:]+)(?:\?.*)?$/.exec(address)?.[1]?.slice(1, -1).includes('.') ?? false

/** Line ends within an address and quotation marks around it come from letters and word processors. Browsers drop the former too. */
const unwrapAddress = (written: string) =>
  written
    .replace(/[\t\n\r\u00ad\u200b\u2060\ufeff]/g, '')
    .trim()
    .replace(/^(["“”„«])([^"“”„«»]*)["“”»]$/, '$2')
    .trim()

function repairByScheme(scheme: string, rest: string): RepairedHref {
  switch (scheme) {
    case 'http':
    case 'https': {
      const beyond = googleRedirectTarget(`${scheme}:${rest}`)
      if (beyond !== undefined) return repairHref(beyond)
      return /^\/\/[^\s\\/?#]/.test(rest)
        ? acceptIfSafe(`${scheme}:${encodeSpaces(rest.replace(/^[^?#]*/, (path) => path.replaceAll('\\', '/')))}`)
        : { reason: NO_HOST }
    }
    case 'mailto':
      return acceptIfSafe(`mailto:${encodeSpaces(rest.trim())}`)
    case 'tel':
    case 'sms':
      // Spaces part a number's groups on paper; RFC 3966 has none.
      return /\d/.test(rest)
        ? acceptIfSafe(`${scheme}:${encodeSpaces(rest.replace(/^[^?;]*/, (number) => number.replace(/\s+/g, '')))}`)
        : { reason: 'it has no phone number.' }
    default:
      return { reason: 'a link must use http, https, mailto, tel or sms, or lead to a page on this site.' }
  }
}

/** Google Docs exports every link by way of a page of Google's that warns readers of leaving. */
function googleRedirectTarget(address: string): string | undefined {
  if (!/^https?:\/\/www\.google\.com\/url\?/i.test(address) || !URL.canParse(address)) return undefined
  const { searchParams: asked } = new URL(address)
  const to = asked.get('q') ?? asked.get('url') ?? ''
  return /^https?:\/\/(?!www\.google\.com\/url\?)/i.test(to) ? to : undefined
}

const NO_HOST = 'it doesn’t name a site. Use a full address that starts with https://.'

const encodeSpaces = (address: string) => address.replace(/[\s\p{Cc}]/gu, (character) => encodeURIComponent(character))

const resolvePath = (page: string, address: string) => {
  const { pathname, search, hash } = new URL(encodeSpaces(address).replaceAll('\\', '%5C'), `https://here.example${page}`)
  return `${pathname}${search}${hash}`
}

const acceptIfSafe = (href: string): RepairedHref => (isSafeHref(href) ? { href } : { reason: 'it isn’t a valid address.' })
