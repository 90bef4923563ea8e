/**
 * What is opened only when somebody asks for it (panels, menus, uploads, pasting) comes after the text is there: it weighs half as
 * much as everything else of ours, and nobody needs it in the first moment.
 */
import type { EditorView } from 'prosemirror-view'
import type { Tools, ToolsParts } from './tools.ts'

export class LateTools {
  readonly #parts: Omit<ToolsParts, 'view'>
  readonly #view: () => EditorView
  #tools: Tools | undefined
  #loading: Promise<Tools | undefined> | undefined

  constructor(view: () => EditorView, parts: Omit<ToolsParts, 'view'>) {
    this.#view = view
    this.#parts = parts
  }

  /** What is there by now. */
  get now(): Tools | undefined {
    return this.#tools
  }

  /** Resolves with nothing where they can't be had, or the editor is gone. Browsers remember a module that failed until the page is loaded anew. */
  load(): Promise<Tools | undefined> {
    this.#loading ??= this.#load()
    return this.#loading
  }

  async use(work: (tools: Tools) => void) {
    const tools = this.#tools ?? (await this.load())
    if (tools) work(tools)
    else if (!this.#view().isDestroyed)
      this.#parts.notices.show('A part of the editor couldn’t be loaded. Go on writing, and save and reload the page when you’re online.')
  }

  async #load(): Promise<Tools | undefined> {
    try {
      const { makeTools } = await import('./tools.ts')
      const view = this.#view()
      if (view.isDestroyed) return undefined
      this.#tools = makeTools({ ...this.#parts, view })
      view.updateState(view.state.reconfigure({ plugins: [...this.#tools.plugins, ...view.state.plugins] }))
      return this.#tools
    } catch (error) {
      this.#loading = undefined
      if (error instanceof TypeError) return undefined // How browsers say that a module can't be fetched.
      throw error
    }
  }
}
