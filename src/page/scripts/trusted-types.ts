/**
 * Trusted Types (W3C): where the browser has them, the pages' Content-Security-Policy lets no plain text become HTML or the address of a
 * script, and names the policies that may make it so. Each is created once, by one file, so that nothing else on the page can have it.
 */
type Rules = Partial<Record<'createHTML' | 'createScript' | 'createScriptURL', (text: string) => string>>

/** What it makes stands where plain text does in browsers that have no Trusted Types. */
type Policy = Record<keyof Rules, (text: string) => string>

/** Undefined where the browser has none: there, plain text does. */
export const createPolicy = (name: string, rules: Rules) =>
  (window as { trustedTypes?: { createPolicy(name: string, rules: Rules): Policy } }).trustedTypes?.createPolicy(name, rules)
