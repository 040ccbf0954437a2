import { html, type Markup, nothing } from './markup.ts'

/** Where the pages' own files are, below `/idp`. */
export const FILES = { style: '/assets/style.css', submit: '/assets/submit.js' } as const

/** A whole page. */
export interface PageParts {
  readonly vendor: string
  readonly heading: string
  readonly content: Markup
  /** Whether the page sends its form off by itself. */
  readonly submits?: boolean
}

/** Puts a page together. Every page says that it is a simulator's. */
export function layout({ vendor, heading, content, submits = false }: PageParts): string {
  const script = submits ? html`<script src="/idp${FILES.submit}" defer></script>` : nothing
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${heading} · ${vendor} simulator</title>
<link rel="stylesheet" href="/idp${FILES.style}">
${script}
</head>
<body>
<header><p>Simulator of ${vendor}. Nothing here is sent to ${vendor}.</p></header>
<main>
<h1>${heading}</h1>
${content}
</main>
</body>
</html>
`.html
}
