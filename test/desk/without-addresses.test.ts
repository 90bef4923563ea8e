import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../scripts/run-node.ts'
import { withoutAddresses } from '../../src/desk/api/without-addresses.ts'

test.each([
  ['/api/subscribers/ann@example.org', '/api/subscribers/{email}'],
  ['/api/subscribers/ann%40example.org/x', '/api/subscribers/{email}/x'],
  ['Error: ann@example.org was refused\n    at send (worker.js:1:2)', 'Error: {email} was refused\n    at send (worker.js:1:2)'],
  ['said "ann@example.org"', 'said "{email}"'],
  ['/world/mali-phone-call', '/world/mali-phone-call'],
  ['/@ann', '/@ann'],
])('%j is said as %j', (text, said) => expect(withoutAddresses(text)).toBe(said))

test('a path as long as paths can be takes no time', () => {
  const begun = performance.now()
  withoutAddresses(`/${'a'.repeat(1_000_000)}`)
  expect(performance.now() - begun).toBeLessThan(5000)
})

test('the platform logs no query, where readers’ tokens are, and no request’s path', () => {
  const wrangler = readFileSync(join(root, 'wrangler.toml'), 'utf8')
  expect(wrangler).toMatch(/^\[observability\]\nenabled = true\nredact_query_string = true$/m)
  expect(wrangler).toMatch(/^\[observability\.logs\]\nenabled = true\ninvocation_logs = false$/m)
})
