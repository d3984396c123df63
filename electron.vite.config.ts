import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

// The pages are served over HTTP at `/` and `/admin`; electron-vite presumes that they are files.
const absoluteBase: Plugin = { name: 'absolute-base', enforce: 'post', config: () => ({ base: '/' }) };

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      target: 'node24',
      externalizeDeps: true,
      rollupOptions: {
        input: {
          index: resolve('src-main/index.ts'),
          headless: resolve('src-main/headless.ts'),
          cli: resolve('src-main/cli.ts'),
          'tokenizer-worker': resolve('src-main/core/tokens/tokenizer-worker.ts'),
        },
        // Beside the entries, so that code in a chunk finds the worker's file.
        output: { chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  renderer: {
    root: 'src-renderer',
    plugins: [react(), absoluteBase],
    build: {
      outDir: 'out/renderer',
      target: 'es2023',
      minify: true,
      rollupOptions: { input: resolve('src-renderer/index.html') },
    },
  },
});
