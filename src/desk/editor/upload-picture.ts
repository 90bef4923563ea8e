/** Uploads a picture to the desk's API, which knows the person by their session. */
import type { UploadedPicture } from './uploads/uploads.ts'

/** `fetch` can't tell how far an upload is. */
export function uploadPicture(file: File, onProgress: (share: number) => void, signal: AbortSignal): Promise<UploadedPicture> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', '/api/pictures')
    request.setRequestHeader('Content-Type', file.type || (/\.hei[cf]$/i.test(file.name) ? 'image/heic' : 'application/octet-stream'))
    request.responseType = 'json'
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0))
    request.addEventListener('load', () => {
      const { src, width, height, alt, caption, credit, detail } = request.response ?? {}
      if (request.status < 300 && typeof src === 'string') resolve({ src, width, height, alt, caption, credit })
      else reject(new Error(typeof detail === 'string' ? detail : WHY[request.status] || 'Try again.'))
    })
    request.addEventListener('error', () => reject(new Error('Check your connection and try again.')))
    request.addEventListener('abort', () => reject(new DOMException('The upload was cancelled.', 'AbortError')))
    signal.addEventListener('abort', () => request.abort())
    request.send(file)
  })
}

const WHY: Record<number, string> = {
  401: 'You’re signed out. Sign in again, then try again.',
  403: 'You may not upload pictures.',
  413: 'The file is too large. A picture can have up to 20 MB.',
}
