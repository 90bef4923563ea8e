/** Browser and system in words, so that people know their own sessions: "Firefox on macOS". Nothing is decided by it. */
const BROWSERS: readonly [RegExp, string][] = [
  [/Edg(?:e|A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Version\/[\d.]+.* Safari\//, 'Safari'],
]
const SYSTEMS: readonly [RegExp, string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
]

/** No browser says more of itself. */
const MAX_LENGTH = 500

export function describeAgent(said: string | undefined): string {
  const userAgent = (said ?? '').slice(0, MAX_LENGTH)
  const browser = BROWSERS.find(([pattern]) => pattern.test(userAgent))?.[1]
  const system = SYSTEMS.find(([pattern]) => pattern.test(userAgent))?.[1]
  if (browser && system) return `${browser} on ${system}`
  // Programs name themselves first: `curl/8.5.0`.
  return browser ?? system ?? /^[\w.-]{1,30}/.exec(userAgent)?.[0] ?? 'an unknown browser'
}
