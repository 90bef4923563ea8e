import { describe, expect, test } from 'vitest'
import { gate } from '../../src/newsletter/gate.ts'

const policy = { withheldCountries: ['CH'] }

describe('who is offered the newsletters', () => {
  test('a reader in Singapore is', () => {
    expect(gate({ country: 'SG', inEu: false }, policy)).toEqual({ offer: true })
  })

  test('a reader in Germany is not, whether the edge says E.U. or only the country', () => {
    expect(gate({ country: 'DE', inEu: true }, policy)).toEqual({ offer: false, reason: 'eu' })
    expect(gate({ country: 'DE', inEu: undefined }, policy)).toEqual({ offer: false, reason: 'eu' })
    expect(gate({ country: 'DE', inEu: false }, policy)).toEqual({ offer: false, reason: 'eu' })
  })

  test('a reader in Réunion is in the E.U., whatever its own country code says', () => {
    expect(gate({ country: 'RE', inEu: undefined }, policy)).toEqual({ offer: false, reason: 'eu' })
  })

  test('a country on the publication’s own list is not', () => {
    expect(gate({ country: 'CH', inEu: false }, policy)).toEqual({ offer: false, reason: 'listed' })
    expect(gate({ country: 'CH', inEu: false })).toEqual({ offer: true })
  })

  test('nobody knows where: withheld', () => {
    expect(gate({ country: undefined, inEu: undefined }, policy)).toEqual({ offer: false, reason: 'unknown-place' })
  })
})
