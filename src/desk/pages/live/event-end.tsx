/** Ending the event, and going on with it. */
export const EventEnd = ({ slug, ended }: { slug: string; ended: string | undefined }) => (
  <section aria-labelledby="end-title">
    <h2 id="end-title">The event</h2>
    <form method="post" action={`/desk/live/${slug}/end`} class="live-end">
      <p class="hint">
        {ended
          ? 'If you reopen it, everyone can add updates again.'
          : 'When it ends, readers are told, and their pages soon stop asking for updates. You can reopen it later.'}
      </p>
      <button type="submit" name="do" value={ended ? 'resume' : 'end'} class={ended ? 'quiet' : 'danger'}>
        {ended ? 'Reopen the event' : 'End the event'}
      </button>
    </form>
  </section>
)
