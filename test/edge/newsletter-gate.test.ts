import countries from 'i18n-iso-countries'
import { describe, expect, test } from 'vitest'
import { decideOffer } from '../../src/edge/newsletter-gate.ts'

const policy = { withheldCountries: ['CH'] }

describe('who is offered the newsletters', () => {
  test('a reader in Singapore is', () => {
    expect(decideOffer({ country: 'SG', inEu: false }, policy)).toEqual({ offer: true })
  })

  test('a reader in Germany is not, whether the edge says E.U. or only the country', () => {
    expect(decideOffer({ country: 'DE', inEu: true }, policy)).toEqual({ offer: false, reason: 'eu' })
    expect(decideOffer({ country: 'DE', inEu: undefined }, policy)).toEqual({ offer: false, reason: 'eu' })
    expect(decideOffer({ country: 'DE', inEu: false }, policy)).toEqual({ offer: false, reason: 'eu' })
  })

  test('a reader in Réunion is in the E.U., whatever its own country code says', () => {
    expect(decideOffer({ country: 'RE', inEu: undefined }, policy)).toEqual({ offer: false, reason: 'eu' })
  })

  test('a country on the publication’s own list is not', () => {
    expect(decideOffer({ country: 'CH', inEu: false }, policy)).toEqual({ offer: false, reason: 'listed' })
    expect(decideOffer({ country: 'CH', inEu: false })).toEqual({ offer: true })
  })

  test('of all pairs of letters only a country’s code is a place to be: EU, AP, ZZ and the like are withheld', () => {
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
    const offered = letters.flatMap((one) => letters.map((other) => one + other)).filter((country) => decideOffer({ country, inEu: undefined }).offer)
    const outside = Object.keys(countries.getAlpha2Codes()).filter((country) => decideOffer({ country, inEu: undefined }).offer || !isInEu(country))
    expect(offered).toEqual(outside.sort())
    for (const unknown of ['EU', 'AP', 'ZZ', 'XX', 'T1', 'UK', 'QO', 'us', 'USA']) expect(decideOffer({ country: unknown, inEu: false }).offer).toBe(false)
  })

  test('nobody knows where: withheld', () => {
    expect(decideOffer({ country: undefined, inEu: undefined }, policy)).toEqual({ offer: false, reason: 'unknown-place' })
  })
})

const isInEu = (country: string) => {
  const decided = decideOffer({ country, inEu: undefined })
  return !decided.offer && decided.reason === 'eu'
}
