import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';
import solid from 'vite-plugin-solid';

export default defineConfig({
  root: 'web',
  plugins: [solid(), tailwindcss()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    // light-dark(), oklch and content-visibility: written once, not polyfilled.
    target: ['chrome123', 'edge123', 'firefox125', 'safari18'],
    // first-load.ts reads which scripts a page brings along.
    manifest: true,
    modulePreload: { polyfill: false },
    rolldownOptions: { checks: { pluginTimings: false } },
  },
});
