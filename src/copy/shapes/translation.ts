/** One language version of a page. `lang` is a BCP 47 tag, `url` an address or a path of this site. */
export type LanguageVersion = { lang: string; url: string }

/**
 * Every version of a page, itself first, one for each language: search engines believe `hreflang` only where each version
 * names all of them and itself. Empty where there is no other.
 */
export function languageVersionsOf(own: LanguageVersion, translations: readonly LanguageVersion[] = []): LanguageVersion[] {
  const versions = new Map([[own.lang, own]])
  for (const { lang, url } of translations) if (url !== own.url && !versions.has(lang)) versions.set(lang, { lang, url })
  return versions.size > 1 ? [...versions.values()] : []
}
