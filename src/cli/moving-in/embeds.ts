/** What WordPress shows as a player where a text has nothing but an address (oEmbed), and what it becomes here: a card with a link. */
import { escapeAttribute, escapeText } from '../../copy/text/escape.ts'

/** Hosts that WordPress knows, and what readers call them. Subdomains count. */
const PROVIDERS: Record<string, string> = {
  'youtube.com': 'YouTube',
  'youtu.be': 'YouTube',
  'vimeo.com': 'Vimeo',
  'dailymotion.com': 'Dailymotion',
  'videopress.com': 'VideoPress',
  'wordpress.tv': 'WordPress.tv',
  'ted.com': 'TED',
  'tiktok.com': 'TikTok',
  'twitter.com': 'X',
  'x.com': 'X',
  'bsky.app': 'Bluesky',
  'instagram.com': 'Instagram',
  'facebook.com': 'Facebook',
  'threads.net': 'Threads',
  'reddit.com': 'Reddit',
  'tumblr.com': 'Tumblr',
  'pinterest.com': 'Pinterest',
  'flickr.com': 'Flickr',
  'flic.kr': 'Flickr',
  'imgur.com': 'Imgur',
  'spotify.com': 'Spotify',
  'soundcloud.com': 'SoundCloud',
  'mixcloud.com': 'Mixcloud',
  'podcasts.apple.com': 'Apple Podcasts',
  'issuu.com': 'Issuu',
  'scribd.com': 'Scribd',
  'slideshare.net': 'SlideShare',
  'speakerdeck.com': 'Speaker Deck',
  'kickstarter.com': 'Kickstarter',
  'gist.github.com': 'GitHub Gist',
  'google.com': 'Google',
}

export function providerOf(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined
  const labels = new URL(address).hostname.split('.')
  for (let at = 0; at < labels.length - 1; at++) {
    const found = PROVIDERS[labels.slice(at).join('.')]
    if (found) return found
  }
  return undefined
}

/** HTML that is read as an embed block. Whatever shows players is reached by https. `words`: what it says. */
export function embedHtml(address: string, title = '', words = ''): string {
  const url = address.trim().replace(/^(?:http:)?\/\//i, 'https://')
  if (!URL.canParse(url)) return escapeText(address)
  const provider = providerOf(url) ?? new URL(url).hostname.replace(/^www\./, '')
  const account = provider === 'X' ? /^\/(\w{1,15})\/status\//.exec(new URL(url).pathname)?.[1] : undefined
  const name = title || (account ? `@${account}` : provider)
  return `<aside class="embed"><p>${escapeText(name)}</p>${words && `<p>${escapeText(words)}</p>`}<a href="${escapeAttribute(url)}">${escapeText(provider)}</a></aside>`
}

/** An address alone in its line or paragraph. */
export const embedBareAddresses = (html: string) =>
  html
    .replace(
      /(<div class="[^"]*\bwp-block-embed__wrapper\b[^"]*">)\s*(https?:\/\/[^\s<>"]+)\s*(?=<\/div>)/gi,
      (_, open: string, url: string) => open + embedHtml(decoded(url)),
    )
    .replace(/<p(?: [^<>]{0,500})?>\s*(https?:\/\/[^\s<>"]+)\s*<\/p>/gi, (paragraph, url: string) =>
      providerOf(decoded(url)) ? `\n${embedHtml(decoded(url))}\n` : paragraph,
    )
    .replace(
      /^[ \t]*(<p(?: [^<>]{0,500})?>)?[ \t]*(https?:\/\/[^\s<>"]+)[ \t]*(<\/p>)?[ \t]*$/gim,
      (line, open: string | undefined, url: string, close: string | undefined) =>
        Boolean(open) === Boolean(close) && providerOf(decoded(url)) ? `\n${embedHtml(decoded(url))}\n` : line,
    )

const decoded = (url: string) => url.replace(/&(?:amp|#0?38);/g, '&')
