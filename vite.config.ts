import { defineConfig } from 'vite'

// The page is one script and one stylesheet under fixed names, so that the report can inline both and hash the
// script for its content security policy. Fonts become data: URIs inside the stylesheet.
export default defineConfig({
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: 'dist/page',
    emptyOutDir: true,
    assetsInlineLimit: 1_000_000,
    cssCodeSplit: false,
    modulePreload: false,
    reportCompressedSize: false,
    target: 'es2022',
    rollupOptions: {
      input: 'src/report/page.ts',
      output: { format: 'iife', entryFileNames: 'page.js', assetFileNames: 'page.[ext]' },
    },
  },
})
