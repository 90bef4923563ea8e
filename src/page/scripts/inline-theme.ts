// Runs before the first paint: the reader's own choice of colours, and whether they have closed this very banner.
try {
  const { dataset } = document.documentElement
  const theme = localStorage.getItem('theme')
  if (theme === 'dark' || theme === 'light') dataset.theme = theme
  if (dataset.breaking && dataset.breaking === localStorage.getItem('breaking')) dataset.dismissed = ''
} catch {
  // Storage is closed to us (private windows, strict settings): the system's colours apply, and the banner is shown.
}
