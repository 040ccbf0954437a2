import { text } from 'express'

/** Reads forms as they came: the parameters are looked at one by one. */
export const formText: ReturnType<typeof text> = text({
  type: 'application/x-www-form-urlencoded',
  limit: '256kb',
  inflate: false,
})
