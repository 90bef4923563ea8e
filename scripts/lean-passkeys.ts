/**
 * Passkeys are asked for without attestation (src/desk/webauthn/verify.ts): which maker's device it is, nobody here wants to know. What the library brings to
 * check makers' certificates is nine tenths of it, and is never reached; should a browser send one all the same, it is refused.
 */
import { readFileSync } from 'node:fs'
import type { Plugin } from 'esbuild'

const refusing = (name: string) => `export const ${name} = () => { throw new Error('Attestation isn’t accepted here.') }`

/** Files of the library that are about certificates, by the name of what each exports. */
const CERTIFICATES = new Set([
  'verifyAttestationAndroidKey',
  'verifyAttestationAndroidSafetyNet',
  'verifyAttestationApple',
  'verifyAttestationFIDOU2F',
  'verifyAttestationTPM',
  'verifyAttestationWithMetadata',
  'convertX509PublicKeyToCOSE',
  'getCertificateInfo',
  'isCertRevoked',
  'mapX509SignatureAlgToCOSEAlg',
  'validateCertificatePath',
  'validateExtFIDOGenCEAAGUID',
])

/** Other files: none of the makers' lists and root certificates are needed. */
const INSTEAD: Record<string, string> = {
  metadataService: `${refusing('getStatement')}; export class BaseMetadataService {}; export const MetadataService = { getStatement }`,
  'android-key':
    'export const Google_Hardware_Attestation_Root_1 = "", Google_Hardware_Attestation_Root_2 = "", Google_Hardware_Attestation_Root_3 = "", Google_Hardware_Attestation_Root_4 = ""',
}

/**
 * A signature is two integers in DER (SEQUENCE of INTEGER r and s, X.690): twelve lines instead of a library for all of ASN.1. What comes of it is
 * checked by WebCrypto.
 */
const DER_READER = `
const integerAt = (bytes, at) => {
  if (bytes[at] !== 2 || !(bytes[at + 1] < 0x80) || at + 2 + bytes[at + 1] > bytes.length) throw new Error('Not a DER signature.')
  return bytes.slice(at + 2, at + 2 + bytes[at + 1])
}
const ECDSASigValue = undefined
const AsnParser = {
  parse(bytes) {
    const start = bytes[1] === 0x81 ? 3 : 2
    if (bytes[0] !== 0x30 || bytes[start - 1] !== bytes.length - start) throw new Error('Not a DER signature.')
    const r = integerAt(bytes, start)
    const s = integerAt(bytes, start + 2 + r.length)
    if (start + 4 + r.length + s.length !== bytes.length) throw new Error('Not a DER signature.')
    return { r, s }
  },
}`

export const leanPasskeys: Plugin = {
  name: 'lean-passkeys',
  setup(build) {
    build.onLoad({ filter: /[\\/]@simplewebauthn[\\/]server[\\/]esm[\\/].+\.js$/ }, ({ path }) => {
      const name = /([\w-]+)\.js$/.exec(path)?.[1] ?? ''
      if (name === 'unwrapEC2Signature') return { contents: withDerReader(path), loader: 'js' }
      const contents = INSTEAD[name] ?? (CERTIFICATES.has(name) ? refusing(name) : undefined)
      return contents === undefined ? undefined : { contents, loader: 'js' }
    })
  },
}

function withDerReader(path: string) {
  const [before, after] = readFileSync(path, 'utf8').split("import { ECDSASigValue } from '@peculiar/asn1-ecc';")
  if (before?.trim() !== "import { AsnParser } from '@peculiar/asn1-schema';" || !after) throw new Error(`${path} isn't as scripts/lean-passkeys.ts knows it.`)
  return `${after}\n${DER_READER}`
}
