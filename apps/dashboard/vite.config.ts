import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [react(), tailwindcss()],
  resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
  server: {
    host: 'localhost',
    proxy: { '/api': process.env.SCIMULATOR_URL ?? 'http://localhost:4000' },
  },
  build: {
    // light-dark() and container queries stay as written; no data: addresses, so a strict img-src holds.
    target: ['es2024', 'chrome125', 'firefox128', 'safari18'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: 'react', test: /node_modules\/(react|react-dom|scheduler)\// }] } },
    },
  },
})
