/** Arguments with the token taken out: a token in the arguments of a long-lived process shows in the process list. */
export function takeToken(args: readonly string[]): { args: string[]; token: string | undefined } {
  const rest: string[] = []
  let token: string | undefined
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] ?? ''
    if (arg === '--token' && args[index + 1] !== undefined) {
      token = args[index + 1]
      index += 1
    } else if (arg.startsWith('--token=')) token = arg.slice('--token='.length)
    else rest.push(arg)
  }
  return { args: rest, token }
}
