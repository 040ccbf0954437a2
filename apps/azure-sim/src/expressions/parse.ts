import { type Expression, ExpressionError } from './ast.ts'
import { isComparator, type Token, tokenize } from './tokenize.ts'

/** Calls that may stand inside one another (inferred). */
export const DEEPEST_NESTING = 32

/**
 * Reads an expression. Names are not looked at: `checkExpression` does that.
 * @throws ExpressionError with the offset of what cannot be read.
 */
export function parseExpression(source: string): Expression {
  const reader = new Reader(tokenize(source))
  const expression = reader.comparison(0)
  reader.take('end')
  return expression
}

class Reader {
  readonly #tokens: readonly Token[]
  #at = 0

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  /** The next token, if it is of this type. */
  take(type: Token['type']): Token {
    const token = this.#next()
    if (token.type !== type)
      throw new ExpressionError(token.offset, `${wanted(type)} is missing before ${shown(token)}`)
    this.#at += 1
    return token
  }

  comparison(depth: number): Expression {
    const left = this.#operand(depth)
    const { type, text, offset } = this.#next()
    if (type !== 'comparator' || !isComparator(text)) return left
    this.#at += 1
    const right = this.#operand(depth)
    if (this.#next().type === 'comparator') {
      throw new ExpressionError(this.#next().offset, 'a condition has one comparison; nest IIF for more')
    }
    return { kind: 'comparison', comparator: text, left, right, offset }
  }

  #operand(depth: number): Expression {
    const token = this.#next()
    const { text, offset } = token
    this.#at += 1
    switch (token.type) {
      case 'text':
        return { kind: 'text', value: text, offset }
      case 'number':
        return { kind: 'number', notation: text, offset }
      case 'attribute':
        return { kind: 'attribute', name: text, offset }
      case 'word':
        return this.#next().type === '(' ? this.#call(token, depth) : { kind: 'constant', name: text, offset }
      default:
        throw new ExpressionError(offset, `a value is missing before ${shown(token)}`)
    }
  }

  #call({ text: name, offset }: Token, depth: number): Expression {
    if (depth >= DEEPEST_NESTING) {
      throw new ExpressionError(offset, `functions stand at most ${DEEPEST_NESTING} deep inside one another`)
    }
    this.take('(')
    const args: Expression[] = []
    if (this.#next().type === ')') {
      this.#at += 1
      return { kind: 'call', name, args, offset }
    }
    for (;;) {
      args.push(this.#argument(depth + 1))
      if (this.#next().type === ')') break
      this.take(',')
    }
    this.take(')')
    return { kind: 'call', name, args, offset }
  }

  #argument(depth: number): Expression {
    const { type, offset } = this.#next()
    return type === ',' || type === ')' ? { kind: 'omitted', offset } : this.comparison(depth)
  }

  #next(): Token {
    return this.#tokens[this.#at] ?? { type: 'end', text: '', offset: 0 }
  }
}

function wanted(type: Token['type']): string {
  if (type === ',') return 'a comma or a closing parenthesis'
  return type === 'end' ? 'the end' : type
}

function shown(token: Token): string {
  return token.type === 'end' ? 'the end' : JSON.stringify(token.text.slice(0, 40))
}
