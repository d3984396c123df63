import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

// The pages are served over HTTP at `/` and `/admin`; electron-vite presumes that they are files.
const absoluteBase: Plugin = { name: 'absolute-base', enforce: 'post', config: () => ({ base: '/' }) };

// What is served at each load is compressed once, beside the file: `core/http/compressed` sends what a browser takes.
const compressed: Plugin = {
  name: 'compressed',
  enforce: 'post',
  writeBundle({ dir = '' }, bundle) {
    for (const fileName of Object.keys(bundle).filter((name) => /\.(?:js|css|svg)$/.test(name))) {
      const file = join(dir, fileName);
      // Only what was written is final: plugins still change the bundle while it is generated.
      const source = readFileSync(file);
      writeFileSync(`${file}.br`, brotliCompressSync(source));
      writeFileSync(`${file}.gz`, gzipSync(source, { level: 9 }));
    }
  },
};

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
    plugins: [react(), absoluteBase, compressed],
    build: {
      outDir: 'out/renderer',
      target: 'es2023',
      minify: true,
      rollupOptions: {
        input: {
          popover: resolve('src-renderer/popover.html'),
          dashboard: resolve('src-renderer/dashboard.html'),
          settings: resolve('src-renderer/settings.html'),
        },
        // What all pages stand on is one file: every further one costs a first load a few milliseconds.
        output: { codeSplitting: { groups: [{ name: 'shared', test: /src-renderer/, minShareCount: 2 }] } },
      },
    },
  },
});
