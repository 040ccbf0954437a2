/** A declaration of schemas and resource types that cannot be served, with the place of the fault. */
export class DeclarationError extends Error {
  /** Always `DeclarationError`. */
  override readonly name = 'DeclarationError'
  /** JSON path of the fault, for example `$.Schemas[0].attributes[2].type`. */
  readonly path: string

  constructor(path: string, fault: string) {
    super(`${path}: ${fault}`)
    this.path = path
  }
}
