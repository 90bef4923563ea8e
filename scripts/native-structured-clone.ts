/** In place of `@ungap/structured-clone`, which does by hand what workerd and Node have. */
export default structuredClone
