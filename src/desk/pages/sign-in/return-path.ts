/** Where somebody goes on after signing in. Only pages of the desk: an address from elsewhere must never become an open redirect. */
const START = '/desk'
/** Pages of signing in itself: coming back to them would be going in a circle. */
const SIGN_IN = /^\/desk\/sign-(?:in|out)(?:\/|$)/

export function returnPath(asked: string | null | undefined): string {
  if (!asked || !/^\/desk(?:[/?#]|$)/.test(asked) || asked.length > 2000) return START
  // Dots, backslashes and line ends are read here as a browser reads them.
  const url = URL.parse(asked, 'https://desk.invalid')
  if (url?.origin !== 'https://desk.invalid' || !/^\/desk(?:\/|$)/.test(url.pathname) || SIGN_IN.test(url.pathname)) return START
  return `${url.pathname}${url.search}${url.hash}`
}

export const signInPath = (then: string) => (then === START ? '/desk/sign-in' : `/desk/sign-in?then=${encodeURIComponent(then)}`)
