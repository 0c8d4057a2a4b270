import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, loadEnv } from 'vite';

// The pages of the living district: a page that loads its parts when they are opened. The program serves them.
// While developing, GAIKU_SERVER names the server that answers.
const server = loadEnv('', '.', 'GAIKU_').GAIKU_SERVER ?? 'http://127.0.0.1:8600';

// The server refuses what comes from another origin than its own.
const through = { target: server, changeOrigin: true, ws: true, headers: { origin: server } };

export default defineConfig({
  root: 'live',
  base: '/',
  plugins: [svelte({ configFile: '../svelte.config.js' })],
  resolve: { alias: { '/src': new URL('./src', import.meta.url).pathname } },
  build: { target: 'es2022', outDir: '../dist/live', emptyOutDir: true, modulePreload: { polyfill: false } },
  server: { proxy: { '/api': through, '/plans': through } },
});
