/** A letter as wide as a phone's screen and as a mail program's, by day and by night. */
const FRAMES = [
  { width: 360, scheme: 'light', title: 'Phone, light' },
  { width: 360, scheme: 'dark', title: 'Phone, dark' },
  { width: 600, scheme: 'light', title: 'Computer, light' },
  { width: 600, scheme: 'dark', title: 'Computer, dark' },
] as const

export const LetterFrames = ({ src }: { src: string }) => (
  <section aria-labelledby="letter-title">
    <h2 id="letter-title">The letter</h2>
    <div class="letter-frames" role="group" aria-label="The letter in four frames" tabindex={0}>
      {FRAMES.map(({ width, scheme, title }) => (
        <figure>
          <figcaption>{title}</figcaption>
          <iframe src={src} title={`The letter: ${title.toLowerCase()}`} width={String(width)} height="640" class={scheme} loading="lazy" />
        </figure>
      ))}
    </div>
  </section>
)
