import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import type { Plugin } from 'vite';
// @ts-expect-error: plain JavaScript
import { reportData } from './fixtures/plans.mjs';

/** While developing: the report's data as the built program writes them, /plans/year. */
const plans: Plugin = {
  name: 'plans',
  configureServer: (server) => {
    server.middlewares.use('/plans', (request, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(reportData((request as { url?: string }).url?.slice(1) ?? 'year')));
    });
  },
};

// The plan report is one script and one style sheet, because the program writes both into a single HTML file.
export default defineConfig({
  plugins: [svelte(), plans],
  define: { 'process.env.NODE_ENV': JSON.stringify('production') },
  build: {
    target: 'es2021',
    outDir: 'dist',
    modulePreload: false,
    lib: {
      entry: 'src/report/main.ts',
      formats: ['iife'],
      name: 'gaikuReport',
      fileName: () => 'report.js',
      cssFileName: 'report',
    },
  },
  test: { include: ['src/**/*.test.ts'], environment: 'node' },
});
