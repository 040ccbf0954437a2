/** The base64 body of a certificate, in its lines. */
export function certificateLines(pem: string): string {
  return pem
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('-----'))
    .join('\n')
}
