/** The real front, as wide as a phone and as a desk. */
export function Frames({ pins, isChanged }: { pins: readonly string[]; isChanged: boolean }) {
  const address = `/desk/front/preview?pins=${pins.join(',')}`
  return (
    <section class="front-part" aria-labelledby="frames-title">
      <h2 id="frames-title">{isChanged ? 'As readers would see it' : 'As readers see it'}</h2>
      <p class="hint">
        <a href={address}>Open the whole page</a>
      </p>
      <div class="frames">
        <div class="frame frame-phone">
          <iframe src={address} title="The front on a phone, 360 pixels wide" loading="lazy" />
        </div>
        <div class="frame frame-desk">
          <iframe src={address} title="The front on a desktop, 1280 pixels wide" loading="lazy" />
        </div>
      </div>
    </section>
  )
}
