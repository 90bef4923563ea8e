/** Feeds are read far from our pages: every address in a text must be whole. */

/** `html` is ours: sanitised or written here, with attributes in double quotes and no `>` in them. `page` is the address of the page it is on. */
export function makeUrlsAbsolute(html: string, { origin, page }: { origin: string; page: string }) {
  const whole = (address: string) => {
    if (/^[a-z][a-z\d+.-]*:/i.test(address)) return address
    if (address.startsWith('//')) return `${new URL(origin).protocol}${address}`
    if (address.startsWith('/')) return `${origin}${address}`
    if (address === '' || address.startsWith('#') || address.startsWith('?')) return `${page}${address}`
    return `${page.replace(/[^/]*$/, '')}${address}`
  }
  const candidates = (set: string) => set.replace(/(^|,\s*)([^\s,]+)/g, (_, before: string, address: string) => `${before}${whole(address)}`)
  return html.replace(/<[a-z][^<>]*>/gi, (tag) =>
    tag
      .replace(/ (href|src|cite|poster|longdesc)="([^"]*)"/gi, (_, name: string, address: string) => ` ${name}="${whole(address)}"`)
      .replace(/ srcset="([^"]*)"/gi, (_, set: string) => ` srcset="${candidates(set)}"`),
  )
}
