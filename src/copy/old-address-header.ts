/** Of answers that lead on from an old address, or say that it is gone: by it they are counted. */
export const OLD_ADDRESS_HEADER = 'X-Old-Address'
