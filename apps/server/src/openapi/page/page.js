// Shows one of the server's two documents, in the colours chosen in the dashboard or else the computer's.
const isScim = new URLSearchParams(location.search).get('api') === 'scim'
const current = document.querySelector(`[data-api="${isScim ? 'scim' : 'dashboard'}"]`)
current?.setAttribute('aria-current', 'page')

const dark = matchMedia('(prefers-color-scheme: dark)')

function storedTheme() {
  try {
    return localStorage.getItem('scimulator-theme')
  } catch {
    return null
  }
}

function showTheme() {
  const theme = storedTheme()
  const isDark = theme === 'dark' || (theme !== 'light' && dark.matches)
  document.documentElement.classList.toggle('dark-mode', isDark)
}

showTheme()
dark.addEventListener('change', showTheme)
addEventListener('storage', showTheme)

globalThis.SwaggerUIBundle({
  url: isScim ? '/api/scim-openapi.json' : '/api/openapi.json',
  dom_id: '#reference',
  deepLinking: true,
  displayOperationId: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: 0,
  validatorUrl: null,
})
