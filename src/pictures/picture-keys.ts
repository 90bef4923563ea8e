/** R2 keys of a picture's files, and the entity tags of its answers. What each file is for is written in picture-store.ts. */

/** Raise it whenever variants or public files are made another way: those made before are made anew. */
const MAKING_VERSION = 2

export const originalKey = (id: string) => `originals/${id}`
export const publicKey = (id: string) => `public/${id}/${MAKING_VERSION}`
export const variantKey = (id: string, name: string) => `variants/${id}/${MAKING_VERSION}/${name}`
export const etagOf = (id: string, name = '') => `"${id}.${MAKING_VERSION}.${name}"`

export const isPictureId = (id: string) => /^[0-9a-f]{32}$/.test(id)
