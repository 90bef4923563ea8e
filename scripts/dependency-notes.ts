/** What people found when they reviewed each package that we name in `dependencies`: what it is trusted with, and what is known of it. */

/**
 * `runs`: where its code runs. `touches`: what it is given that others wrote, or that is secret. `advisories`: what we found when we
 * looked for it by name; left out where nobody looked, since it is given nothing that others write.
 */
export type Note = {
  runs: 'the Worker' | 'browsers' | 'the Worker and browsers' | 'the Worker and the command' | 'everywhere' | 'the command'
  touches: string
  advisories?: string
}

/** When the notes were last checked against the advisories. */
export const REVIEWED_ON = '2026-11-26'

const EDITOR: Note = {
  runs: 'browsers',
  touches: 'the story that an editor is writing, and what they paste, after our own rules have read it',
  advisories: 'none found',
}

export const NOTES: Readonly<Record<string, Note>> = {
  '@commander-js/extra-typings': { runs: 'the command', touches: 'arguments of the command line' },
  '@modelcontextprotocol/server': {
    runs: 'the Worker',
    touches: 'what agents send to /mcp, up to our limit: messages; our own schemas say what a tool takes. It sees no token and no ledger',
    advisories:
      'GHSA-345p-7cg4-v4c7 (one server shared by clients) and GHSA-8r9q-7v3j-jr4g (patterns of URI templates) of the package before it; we make a server for each request',
  },
  '@simplewebauthn/server': {
    runs: 'the Worker',
    touches: 'what browsers answer to a passkey’s challenge, before anybody is signed in',
    advisories: 'GHSA-6hxq-p678-4hr2 (self-signed attestation roots), fixed in 13.3.2; we ask for no attestation',
  },
  '@valibot/to-json-schema': { runs: 'the Worker', touches: 'our own schemas of what tools take' },
  aws4fetch: { runs: 'the Worker', touches: 'the keys of Amazon SES, if letters are sent with it' },
  'cli-progress': { runs: 'the command', touches: 'nothing: it draws a bar' },
  'cli-table3': { runs: 'the command', touches: 'texts of the site, after control characters are made visible' },
  commander: { runs: 'the command', touches: 'arguments of the command line' },
  exifr: {
    runs: 'the Worker',
    touches: 'pictures that editors upload: only to find the texts in them, which are cut to length and cleaned like any other; what it throws is silence',
    advisories: 'none found',
  },
  'hast-util-sanitize': {
    runs: 'the Worker',
    touches: 'HTML that editors and agencies file, parsed; our own schema says what stays',
    advisories: 'none found',
  },
  hono: {
    runs: 'the Worker',
    touches: 'every request: routes, and bodies up to their limit',
    advisories:
      'GHSA-9vqf-7f2p-gf9v (bodyLimit of chunked bodies), fixed by 4.12.18; CVE-2026-84364 (parseBody with dots), fixed in 4.13.5. We don’t use parseBody. Those of its JSX are none of ours: types of it are all we use',
  },
  htmlparser2: { runs: 'the Worker and browsers', touches: 'HTML that editors and agencies file, and what is pasted', advisories: 'none found' },
  'htmx.org': {
    runs: 'browsers',
    touches: 'fragments of this site; requests are same-origin, nothing is evaluated, and Trusted Types let it parse and run no script',
    advisories: 'none found',
  },
  isbot: { runs: 'the Worker', touches: 'the User-Agent of those who read, when reads are counted', advisories: 'none found' },
  jose: {
    runs: 'the Worker',
    touches: 'assertions of Cloudflare Access, against keys that Access publishes; signatures of SNS reports',
    advisories: 'none found since CVE-2022-36083',
  },
  'js-yaml': {
    runs: 'the Worker',
    touches: 'front matter of Markdown that editors file; one schema, no custom types',
    advisories: 'CVE-2026-53550 and CVE-2026-84375 (quadratic merge keys); 5.5.0 is the newest version, and front matter is short',
  },
  marked: {
    runs: 'the Worker and the command',
    touches: 'Markdown that editors file; its HTML is parsed and sanitised like any other',
    advisories: 'none found since 4.0.10',
  },
  'node-diff3': { runs: 'the Worker and browsers', touches: 'three versions of a text' },
  nodemailer: {
    runs: 'the Worker',
    touches: 'readers’ addresses and letters, and the password of an SMTP server, if letters are sent by SMTP',
    advisories:
      'GHSA-2x7j-588g-ccc2, CVE-2026-90776 and CVE-2026-121424 (address parsing), GHSA-268h-hp4c-crq3 (List-* headers), all fixed by 10.1.4. Addresses are read by our own parser before it sees them',
  },
  open: { runs: 'the command', touches: 'addresses of the site that it is logged in to' },
  'p-queue': { runs: 'the command', touches: 'nothing: it counts what runs at once' },
  'prosemirror-commands': EDITOR,
  'prosemirror-dropcursor': EDITOR,
  'prosemirror-gapcursor': EDITOR,
  'prosemirror-history': EDITOR,
  'prosemirror-inputrules': EDITOR,
  'prosemirror-keymap': EDITOR,
  'prosemirror-model': EDITOR,
  'prosemirror-search': EDITOR,
  'prosemirror-state': EDITOR,
  'prosemirror-transform': EDITOR,
  'prosemirror-view': EDITOR,
  standardwebhooks: { runs: 'the Worker', touches: 'reports of Resend, and the secret that signs them', advisories: 'none found' },
  'string-width': { runs: 'the command', touches: 'texts of the site, to measure them; as old as cli-table3 needs it, so that there is one' },
  valibot: { runs: 'everywhere', touches: 'everything that is filed, set or asked for: it says what is let in', advisories: 'none found' },
}
