/** Eight tries have to last longer than the day that the quota is for: after them an issue is paused, and a confirmation dropped. */
export const DAILY_QUOTA_SECONDS = 4 * 3600
