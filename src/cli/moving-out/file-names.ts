/** Names that every disk can keep apart: those of Windows and macOS know no capitals, and Windows keeps some words for itself. */

/** With or without an ending (Microsoft, "Naming Files, Paths, and Namespaces"). */
const KEPT_BY_WINDOWS = /^(?:con|prn|aux|nul|conin\$|conout\$|clock\$|com[0-9¹²³]|lpt[0-9¹²³])$/i

export class FileNames {
  readonly #taken = new Map<string, string>()

  /** Of a slug, below `folder`; the same slug has the same name again. */
  nameFor(folder: string, slug: string): string {
    const safe = KEPT_BY_WINDOWS.test(slug) ? `${slug}_` : slug
    for (let n = 1; ; n++) {
      const name = n === 1 ? safe : `${safe}_${n}`
      const key = `${folder}/${foldedName(name)}`
      const owner = this.#taken.get(key)
      if (owner !== undefined && owner !== slug) continue
      this.#taken.set(key, slug)
      return name
    }
  }
}

/** As case-insensitive disks compare: `straße` is `strasse` there, and a final sigma is any sigma. */
const foldedName = (name: string) => name.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFC')
