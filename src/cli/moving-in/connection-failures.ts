/** Why a host could not be asked, in a sentence that says what to do; the machine's own words help nobody. */

const WHYS: readonly (readonly [RegExp, (host: string, instead: string) => string])[] = [
  [/^CERT_HAS_EXPIRED$/, (host, instead) => `The security certificate of ${host} has expired. Have it renewed, or ${instead}.`],
  [
    /^(?:ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH)$/,
    (host, instead) => `The security certificate of ${host} is another host’s. Check the address, or ${instead}.`,
  ],
  [
    /^(?:DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_|CERT_|INVALID_CA)/,
    (host, instead) => `The security certificate of ${host} can’t be verified. Have it mended, or ${instead}.`,
  ],
  [/^(?:EPROTO|ERR_SSL_|ERR_TLS_)/, (host, instead) => `${host} has no working https. Have it mended, or ${instead}.`],
  [/^(?:ENOTFOUND|ERR_INVALID_URL)$/, (host, instead) => `There is no host ${host} any more: ${instead}.`],
  [/^EAI_AGAIN$/, (host) => `The address of ${host} can’t be looked up now. Is this machine online?`],
  [/^ECONNREFUSED$/, (host) => `${host} refuses connections: its web server isn’t running.`],
  [/^(?:ENETUNREACH|EHOSTUNREACH)$/, (host) => `There is no way to ${host} from this machine. Is it online?`],
  [/^(?:ETIMEDOUT|UND_ERR_\w*TIMEOUT)$/, (host) => `${host} didn’t answer in time.`],
  [/^(?:ECONNRESET|EPIPE|UND_ERR_SOCKET)$/, (host) => `${host} broke the connection off.`],
]

/** `instead`: what else can be done, such as "use --uploads with …". Codes of Node and OpenSSL stand at the error, or at one of those that caused it. */
export function whyUnreachable(error: unknown, host: string, instead: string): string {
  const codes: string[] = []
  let last: unknown
  for (let at = error; at instanceof Error && codes.length < 10; at = at.cause ?? (at instanceof AggregateError ? at.errors[0] : undefined)) {
    codes.push('code' in at && typeof at.code === 'string' ? at.code : '')
    last = at
  }
  for (const code of codes) for (const [pattern, why] of WHYS) if (pattern.test(code)) return why(host, instead)
  const words = last instanceof Error ? last.message : ''
  // OpenSSL's own are numbers, file names and lines of its source.
  return /\bSSL routines\b|:error:/.test(words)
    ? `${host} has no working https. Have it mended, or ${instead}.`
    : `${host} didn’t answer${words && ` (${words})`}.`
}
