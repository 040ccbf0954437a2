/** Style sheet of the pages. */
export const style = `:root { color-scheme: light dark; --page: #ffffff; --text: #14171c; --line: #767e8b; --quiet: #4d5561; --accent: #1f5fbf; --face: #f4f6f9; }
@media (prefers-color-scheme: dark) { :root { --page: #14171c; --text: #eef1f5; --line: #7d8694; --quiet: #b3bac5; --accent: #8ab8ff; --face: #23272e; } }
* { box-sizing: border-box; }
body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; color: var(--text); background: var(--page); }
header { padding: .5rem 1rem; background: var(--face); color: var(--quiet); font-size: .875rem; }
header p { margin: 0 auto; max-width: 36rem; }
main { max-width: 36rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.375rem; line-height: 1.3; overflow-wrap: anywhere; }
p, dd { overflow-wrap: anywhere; }
.quiet { color: var(--quiet); font-size: .875rem; }
form.search { display: flex; flex-wrap: wrap; gap: .5rem; align-items: end; margin: 1rem 0; }
form.search label { flex: 1 1 12rem; }
input { width: 100%; color: inherit; background: var(--page); min-height: 2.75rem; padding: .25rem .75rem; font: inherit; border: 1px solid var(--line); border-radius: .375rem; }
button { min-height: 2.75rem; padding: .25rem 1rem; font: inherit; color: inherit; background: var(--face); border: 1px solid var(--line); border-radius: .375rem; cursor: pointer; }
button:hover { border-color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
ul.people { list-style: none; margin: 0; padding: 0; display: grid; gap: .5rem; }
ul.people button { width: 100%; text-align: left; display: grid; padding: .5rem 1rem; overflow-wrap: anywhere; }
ul.people strong, ul.people span { min-width: 0; }
`

/** Sends the only form of the page off. */
export const submit = 'document.forms[0].submit()\n'
