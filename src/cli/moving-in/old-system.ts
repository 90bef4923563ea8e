/** An importer: how one old system's export is read. */
import type { Environment } from '../environment.ts'
import type { OldItem } from './old-item.ts'

/** What a server says of a state of what it answers (RFC 9110, 8.8). */
export type Validators = { etag?: string | undefined; lastModified?: string | undefined }

/** A file, a folder or an address, as the editor named it. */
export type Source = {
  /** As it is shown. */
  name: string
  /** On the disk; what was named as an address has been fetched into a file. */
  path: string
  isFolder: boolean
  /** Several files that were named together; it is a folder, too. */
  parts?: readonly Source[]
  /** Where it was fetched from. */
  url?: string
  /** Of the answer that it was fetched in. */
  validators?: Validators
  /** Fetches another address of the same site, beside it; `undefined` where nothing is there. Throws an `ExitError` where it cannot be had. */
  more?(address: string): Promise<Source | undefined>
  /** The bytes from the beginning, as often as they are asked for. */
  bytes(): AsyncIterable<Uint8Array>
}

/** What `--with NAME=VALUE` and the command's own options tell an importer. */
export type ReadingOptions = {
  /** Older versions too. */
  revisions: boolean
  /** `--members FILE` and what else only one system knows. */
  files: Record<string, string>
  now: number
}

/** `to`: the id of a story in the same input, or a path here. */
export type OldAddress = { from: string; to: string }

export type OldSystem = {
  /** The old site's address, by which links to it are known. Undefined where the input does not say. */
  siteUrl?: string
  /** Its words for the report's head: "WordPress export of The Harbour Post". */
  title: string
  lang?: string
  /** IANA name or offset in which it wrote its times, if it says. */
  timeZone?: string
  /**
   * Everything in it, in the input's order, streamed. The frame asks twice: once to learn all addresses, then to file. It never
   * throws for what is wrong in the input: it yields a `left-out` (`what: 'damage'`) that says where, and goes on or ends.
   */
  items(): AsyncIterable<OldItem>
  /** Addresses of the old site that are no item's, such as its archives by date. Asked for when all items have been read. */
  otherAddresses?(): Iterable<OldAddress>
  /** For a picture's address, where its original may be, best first: `a-1024x695.jpg` was made of `a.jpg`. */
  originalsOf?(address: string): string[]
  /** What it holds beside its source is let go of. */
  close?(): void
}

/** Reads as much as tells what it is. Throws an `ExitError` where it is no export of this system. */
export type OpenOldSystem = (source: Source, options: ReadingOptions, environment: Environment) => Promise<OldSystem>
