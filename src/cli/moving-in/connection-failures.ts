/** Why a host could not be asked, in a sentence that says what to do; the machine's own words help nobody. */

const WHYS: readonly (readonly [RegExp, (host: string) => string])[] = [
  [/^CERT_HAS_EXPIRED$/, (host) => `The security certificate of ${host} has expired. Have it renewed, or use --uploads with a copy of its files.`],
  [
    /^(?:ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH)$/,
    (host) => `The security certificate of ${host} is another host’s. Check the address, or use --uploads with a copy of its files.`,
  ],
  [
    /^(?:DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_|CERT_|INVALID_CA)/,
    (host) => `The security certificate of ${host} can’t be verified. Have it mended, or use --uploads with a copy of its files.`,
  ],
  [/^(?:EPROTO|ERR_SSL_|ERR_TLS_)/, (host) => `${host} has no working https. Have it mended, or use --uploads with a copy of its files.`],
  [/^(?:ENOTFOUND|ERR_INVALID_URL)$/, (host) => `There is no host ${host} any more. Use --uploads with a copy of its files.`],
  [/^EAI_AGAIN$/, (host) => `The address of ${host} can’t be looked up now. Is this machine online?`],
  [/^ECONNREFUSED$/, (host) => `${host} refuses connections: its web server isn’t running.`],
  [/^(?:ENETUNREACH|EHOSTUNREACH)$/, (host) => `There is no way to ${host} from this machine. Is it online?`],
  [/^(?:ETIMEDOUT|UND_ERR_\w*TIMEOUT)$/, (host) => `${host} didn’t answer in time.`],
  [/^(?:ECONNRESET|EPIPE|UND_ERR_SOCKET)$/, (host) => `${host} broke the connection off.`],
]

/** Codes of Node and OpenSSL stand at the error, or at one of those that caused it. */
export function whyUnreachable(error: unknown, host: string): string {
  const codes: string[] = []
  let last: unknown
  for (let at = error; at instanceof Error && codes.length < 10; at = at.cause ?? (at instanceof AggregateError ? at.errors[0] : undefined)) {
    codes.push('code' in at && typeof at.code === 'string' ? at.code : '')
    last = at
  }
  for (const code of codes) for (const [pattern, why] of WHYS) if (pattern.test(code)) return why(host)
  const words = last instanceof Error ? last.message : ''
  // OpenSSL's own are numbers, file names and lines of its source.
  return /\bSSL routines\b|:error:/.test(words)
    ? `${host} has no working https. Have it mended, or use --uploads with a copy of its files.`
    : `${host} didn’t answer${words && ` (${words})`}.`
}
