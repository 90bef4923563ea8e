import countries from 'i18n-iso-countries'
import { describe, expect, test } from 'vitest'
import { decideOffer } from '../../src/edge/newsletter-gate.ts'

const policy = { withheldCountries: ['BR'] }
const offeredIn = (country: string, ...policies: Parameters<typeof decideOffer>[1][]) => decideOffer({ country, inEu: undefined }, ...policies).offer

describe('who is offered the newsletters', () => {
  test('a reader in Singapore is', () => {
    expect(decideOffer({ country: 'SG', inEu: false }, policy)).toEqual({ offer: true })
  })

  test('a reader in Greece is not, whether the edge says E.U. or only the country', () => {
    for (const inEu of [true, undefined, false]) expect(decideOffer({ country: 'GR', inEu }, policy)).toEqual({ offer: false, reason: 'eu' })
  })

  test('of the 250 codes of ISO 3166-1, these are in the E.U. and no others', () => {
    const known = Object.keys(countries.getAlpha2Codes())
    expect(known).toHaveLength(250)
    const withheld = known.filter((country) => !offeredIn(country))
    const members = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' ')
    expect(members).toHaveLength(27)
    expect(withheld.sort()).toEqual([...members, 'AX', 'GF', 'GP', 'MF', 'MQ', 'RE', 'YT'].sort())
  })

  test('a reader overseas is not in the E.U., unless the publication names the place', () => {
    for (const country of ['AW', 'BL', 'BQ', 'CW', 'FO', 'GL', 'NC', 'PF', 'PM', 'SX', 'TF', 'WF']) {
      expect(offeredIn(country), country).toBe(true)
      expect(offeredIn(country, { withheldCountries: [country] }), country).toBe(false)
    }
  })

  test('a publication withholds the rest of the EEA, the United Kingdom and Switzerland by name', () => {
    const withheldBy = (...withheld: ('eea' | 'uk' | 'ch')[]) =>
      ['CH', 'GB', 'GG', 'GI', 'IM', 'IS', 'JE', 'LI', 'NO', 'SJ'].filter((country) => !offeredIn(country, { withheldCountries: [], withheld }))
    expect(withheldBy()).toEqual([])
    expect(withheldBy('eea')).toEqual(['IS', 'LI', 'NO', 'SJ'])
    expect(withheldBy('uk')).toEqual(['GB'])
    expect(withheldBy('ch', 'eea')).toEqual(['CH', 'IS', 'LI', 'NO', 'SJ'])
  })

  test('a country on the publication’s own list is not, and a list of its own withholds more, never less', () => {
    expect(decideOffer({ country: 'BR', inEu: false }, policy)).toEqual({ offer: false, reason: 'listed' })
    expect(decideOffer({ country: 'BR', inEu: false })).toEqual({ offer: true })
    expect(offeredIn('US', policy, { withheldCountries: ['US'] })).toBe(false)
    expect(offeredIn('BR', policy, { withheldCountries: [] })).toBe(false)
    expect(offeredIn('FR', undefined, undefined)).toBe(false)
  })

  test('of all pairs of letters only a country’s code is a place to be: EU, AP, ZZ and the like are withheld', () => {
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
    const offered = letters.flatMap((one) => letters.map((other) => one + other)).filter((country) => offeredIn(country))
    expect(offered).toEqual(
      Object.keys(countries.getAlpha2Codes())
        .filter((country) => offeredIn(country))
        .sort(),
    )
    for (const unknown of ['EU', 'AP', 'ZZ', 'XX', 'T1', 'UK', 'QO', 'us', 'USA', '']) expect(offeredIn(unknown)).toBe(false)
  })

  test('nobody knows where: withheld', () => {
    expect(decideOffer({ country: undefined, inEu: undefined }, policy)).toEqual({ offer: false, reason: 'unknown-place' })
  })
})
