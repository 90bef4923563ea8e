/** A headline → the slug it would have in its address. */

/** Letters that no decomposition turns into ASCII. */
const LETTERS: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ł: 'l', ħ: 'h', ı: 'i', ŋ: 'ng', ŧ: 't' }

/** Words run to here, so that an address can be read and sent on; a slug may be longer if somebody wants it so. */
const MAX_LENGTH = 80

/**
 * Latin letters lose their marks; apostrophes vanish, everything else parts words. Undefined where nothing is left, as of
 * a headline in Chinese or Arabic, and where so much is lost that the slug would say something else: then somebody must choose one.
 */
export function slugOf(headline: string): string | undefined {
  const letters = headline.match(/[\p{L}\p{N}]/gu)?.length ?? 0
  const words = headline
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[ßæœøđðþłħıŋŧ]/g, (letter) => LETTERS[letter] ?? '')
    .replace(/[\p{M}'’ʼ`´]/gu, '')
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
  if (words.join('').length < letters / 2) return undefined
  let slug = ''
  for (const word of words) {
    if (slug && slug.length + word.length + 1 > MAX_LENGTH) break
    slug = slug ? `${slug}-${word}` : word.slice(0, MAX_LENGTH)
  }
  return slug || undefined
}
