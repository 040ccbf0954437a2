/**
 * The challenges of a WWW-Authenticate header: for each scheme, in lower case, its parameters as written.
 *
 * @see RFC 9110 §11.6.1 WWW-Authenticate — https://www.rfc-editor.org/rfc/rfc9110#section-11.6.1
 */
export function challengesOf(header: string): ReadonlyMap<string, readonly string[]> {
  const challenges = new Map<string, string[]>()
  let parameters: string[] = []
  for (const piece of header.split(',').map((text) => text.trim())) {
    const [word = '', ...rest] = piece.split(' ')
    // A scheme stands alone or before a blank; a parameter has its `=` in the first word.
    if (word === '' || word.includes('=')) parameters.push(piece)
    else {
      parameters = [rest.join(' ').trim()]
      challenges.set(word.toLowerCase(), parameters)
    }
  }
  return challenges
}
