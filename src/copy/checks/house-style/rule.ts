/** One rule of house style: write `right` in place of `wrong`. */

/**
 * `why` is told to the editor. `lang` is a BCP 47 tag: the rule holds for copy in that language only. `pattern`: `wrong` is a pattern
 * (see pattern-syntax.ts), and `$1` to `$9` in `right` are what its groups found.
 */
export type StyleRule = { wrong: string; right: string; why?: string | undefined; lang?: string | undefined; pattern?: boolean | undefined }

/** Whether a rule for `rule` holds for copy in `lang`: `en` does for `en-GB`. */
export const isForLanguage = (rule: string | undefined, lang: string) =>
  rule === undefined || lang.toLowerCase() === rule.toLowerCase() || lang.toLowerCase().startsWith(`${rule.toLowerCase()}-`)
