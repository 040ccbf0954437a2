/** A sign-in that is refused: the message is the plain reason, for the team's admins and never for the page. */
export class SamlRefusal extends Error {
  override readonly name = 'SamlRefusal'
}

const MAX_QUOTED = 120

/** A value of the other side as a reason quotes it: bounded, and without anything that does not print. */
export function quote(value: string | null | undefined): string {
  if (value === null || value === undefined) return 'nothing'
  const plain = value.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '?')
  return `"${plain.length > MAX_QUOTED ? `${plain.slice(0, MAX_QUOTED)}…` : plain}"`
}
