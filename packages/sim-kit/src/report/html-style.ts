/** Style sheet of the HTML report. */
export const htmlStyle: string = `
:root{color-scheme:light dark;font:15px/1.5 system-ui,sans-serif}
body{margin:0}main{max-width:70rem;margin:0 auto;padding:1rem}
h1{font-size:1.3rem;overflow-wrap:anywhere}h2{font-size:1.1rem;margin-top:2rem}h3{font-size:1rem;margin:0}
dl{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem}dt{font-size:.8rem;opacity:.75}dd{margin:0;font-weight:600}
.pass,.succeeded{color:#0a7a3d}.fail,.failed{color:#c02626}.skipped,.notSent{color:#8a6100}
@media (prefers-color-scheme:dark){.pass,.succeeded{color:#4ade80}.fail,.failed{color:#f87171}.skipped,.notSent{color:#fbbf24}}
.meta{font-size:.85rem;opacity:.8}.outcome{display:inline-block;min-width:6rem}
.finding{border-left:4px solid #c02626;padding:.25rem .75rem;margin:.75rem 0}.finding.warn{border-color:#b58900}
details{border-top:1px solid #8884;padding:.3rem 0}summary{cursor:pointer;overflow-wrap:anywhere}
.exchange{margin:.5rem 0 .75rem 1rem}pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#8881;padding:.5rem;margin:.25rem 0;font-size:.85rem}
`
