/** Checks the story while it is written, in a worker; says what was found beside it, and underlines it in the text. */
import type { CheckContext } from '../../copy/checks/check-context.ts'
import type { Finding } from '../../copy/checks/finding.ts'
import type { ChecksAnswer, ChecksRequest } from '../scripts/checks-worker.ts'
import { isEmptyContent, type StoryContent } from '../story-content.ts'
import { articleFrom } from '../story-values.ts'
import { ask } from './desk-calls.ts'
import { FindingsPanel } from './findings-panel.ts'
import { NewsroomAnswers } from './newsroom-answers.ts'
import type { StoryForm } from './story-form.ts'

const PAUSE_MS = 600

export class CheckStory {
  readonly #form: StoryForm
  readonly #panel: FindingsPanel
  #worker: Worker | undefined
  /** What the worker wasn't told yet. */
  #untold: Partial<CheckContext>
  #asks: readonly Finding[] = []
  #asked = 0
  /** What was checked last, as text. */
  #checked = ''
  #isShown = false
  /** Pressed before the text was checked again, one after the other. */
  readonly #wishes: { finding: Finding; mend: (current: Finding) => void }[] = []
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(form: StoryForm) {
    this.#form = form
    this.#untold = contextIn(form.element)
    this.#panel = new FindingsPanel(form, (finding, mend) => this.#mend(finding, mend))
    document.dispatchEvent(new CustomEvent('desk:checks-worker', { detail: (worker: Worker) => this.#start(worker) }))
  }

  #start(worker: Worker) {
    this.#worker = worker
    worker.addEventListener(
      'message',
      ({ data }: MessageEvent<ChecksAnswer>) => void (data.id === this.#asked && this.#show([...data.findings, ...this.#asks])),
    )
    this.#form.onChange(() => {
      clearTimeout(this.#timer)
      this.#timer = setTimeout(() => this.#check(), PAUSE_MS)
    })
    void this.#loadHouseStyle()
    new NewsroomAnswers(this.#form, ({ asks, ...known }) => {
      this.#asks = asks
      this.#learn(known)
    })
  }

  async #loadHouseStyle() {
    const answer = await ask('/api/house-style')
    if (answer.kind === 'answered' && answer.status === 200) this.#learn({ houseStyle: (answer.body as { rules: CheckContext['houseStyle'] & object }).rules })
    else this.#check()
  }

  /** What blocks while both versions are there, until somebody chooses. */
  disputed(conflicts: NonNullable<CheckContext['conflicts']>) {
    this.#learn({ conflicts })
  }

  #learn(known: Partial<CheckContext>) {
    this.#untold = { ...this.#untold, ...known }
    this.#check()
  }

  /** Places are counted in the text that was checked: words typed since, or mended by the press before, would be cut. */
  #mend(finding: Finding, mend: (current: Finding) => void) {
    if (this.#isShown && this.#checked === JSON.stringify(this.#form.read())) mend(finding)
    else this.#wishes.push({ finding, mend })
    this.#check()
  }

  #check() {
    clearTimeout(this.#timer)
    this.#isShown = false
    const content = this.#form.read()
    this.#checked = JSON.stringify(content)
    const article = isEmptyContent(content) ? undefined : unfinished(content)
    if (!article) {
      this.#asked++
      return this.#show([])
    }
    if (!this.#worker) return
    const request: ChecksRequest = { id: ++this.#asked, article, context: this.#untold }
    this.#untold = {}
    this.#worker.postMessage(request)
  }

  #show(findings: readonly Finding[]) {
    this.#isShown = true
    this.#panel.show(findings)
    this.#form.editor?.underline(findings)
    const wish = this.#wishes.shift()
    const current = wish && findings.find(({ message, fix }) => message === wish.finding.message && fix === wish.finding.fix)
    if (wish && current) this.#mend(current, wish.mend)
    else if (this.#wishes.length > 0) this.#check()
  }
}

/** What the server knew: which links lead somewhere. */
function contextIn(form: HTMLFormElement): CheckContext {
  const data = form.querySelector<HTMLTextAreaElement>('.check-data')?.value
  return data ? (JSON.parse(data) as CheckContext) : { now: new Date().toISOString() }
}

/** Nothing where a field is of a shape that nobody can check yet. */
function unfinished({ values, body }: StoryContent) {
  try {
    return articleFrom(values, body ?? [], { slug: '', publishedAt: '' }) as object
  } catch {
    return undefined
  }
}
