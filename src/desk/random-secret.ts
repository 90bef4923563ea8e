/** 32 random bytes in base64url: 43 characters that nobody guesses. */
export const randomSecret = () =>
  btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

/** Of a webhook (standardwebhooks.com): 32 random bytes in Base64. */
export const newWebhookSecret = () => `whsec_${btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))))}`

/** `dl_`, so that scanners for leaked secrets can know it. */
export const newToken = () => `dl_${randomSecret()}`
