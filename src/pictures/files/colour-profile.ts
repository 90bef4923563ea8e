/**
 * A colour profile (ICC.1) without what it tells of a device, its maker or its owner: a screenshot carries the profile of
 * the very monitor. Nothing moves, so that a profile keeps its length; names and texts become empty.
 */
import type { Box } from './boxes.ts'
import { textAt, viewOf } from './bytes.ts'

const HEADER = 128
const TAG = 12
const MAX_TAGS = 200
const MAX_SHARED = 8

/** What colours are computed from. */
const COLOUR = /^(?:[rgbk]TRC|[rgb]XYZ|wtpt|bkpt|chad|chrm|lumi|gamt|cicp|A2B[0-3]|B2A[0-3]|D2B[0-3]|B2D[0-3]|rig[02]|ciis|colo|clrt)$/

/** Undefined for what is no profile. */
export function stripProfile(profile: Uint8Array): Uint8Array | undefined {
  const view = viewOf(profile)
  if (profile.length < HEADER + 4 || textAt(view, 36) !== 'acsp') return undefined
  const tags = view.getUint32(HEADER)
  const tableEnd = HEADER + 4 + tags * TAG
  if (tags > MAX_TAGS || tableEnd > profile.length) return undefined

  const plain = new Uint8Array(profile.length)
  plain.set(profile.subarray(0, tableEnd))
  // When it was made; the device's maker and model; who made the profile, and its checksum.
  for (const [from, to] of [
    [24, 36],
    [48, 56],
    [80, 100],
  ] as const)
    plain.fill(0, from, to)
  let copied = 0
  for (let at = HEADER + 4; at < tableEnd; at += TAG) {
    const start = view.getUint32(at + 4)
    const end = start + view.getUint32(at + 8)
    copied += end - start
    // Tags may share what they hold; no profile repeats itself so often.
    if (copied > MAX_SHARED * profile.length) return undefined
    if (start < tableEnd || start + 8 > end || end > profile.length) return undefined
    if (COLOUR.test(textAt(view, at))) plain.set(profile.subarray(start, end), start)
    else {
      plain.set(profile.subarray(start, start + 4), start)
      // No records, of the one length that the format knows.
      if (textAt(view, start) === 'mluc' && end - start >= 16) viewOf(plain).setUint32(start + 12, 12)
    }
  }
  return plain
}

/** In the box of a HEIF or its film: a profile, or numbers that say which colours they are. */
export function stripColourBox(view: DataView, plain: Uint8Array, { start, end }: Box) {
  if (!/^(?:prof|rICC)$/.test(textAt(view, start))) return
  const profile = stripProfile(plain.subarray(start + 4, end))
  if (profile) plain.set(profile, start + 4)
  else plain.fill(0, start + 4, end)
}
