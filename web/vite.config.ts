import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

// The plan report is one script and one style sheet, because the program writes both into a single HTML file.
export default defineConfig({
  plugins: [svelte()],
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
