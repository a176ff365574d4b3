/** How the console is built: one page, screens loaded when they are looked at, everything from its own host. */
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { contractPlugin } from './build/contract-module.ts';
import { themePlugin } from './build/theme-module.ts';

export default defineConfig({
  root: import.meta.dirname,
  publicDir: 'public',
  cacheDir: '../.cache/vite',
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    manifest: 'build.json',
    assetsInlineLimit: 0,
    target: ['chrome109', 'firefox115', 'safari16.4'],
    cssMinify: true,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1000,
  },
  plugins: [
    react(),
    contractPlugin(),
    themePlugin(),
    VitePWA({
      registerType: 'prompt',
      injectRegister: false,
      manifest: {
        name: 'Muster',
        short_name: 'Muster',
        description: 'Which prison will run out of what, before it does.',
        start_url: '/',
        scope: '/',
        display: 'standalone',
        background_color: '#ffffff',
        theme_color: '#ffffff',
        icons: [
          { src: '/icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        ],
      },
      workbox: {
        globPatterns: ['**/*.{js,css,html,svg,png,woff2,wasm,json}'],
        globIgnores: ['build.json'],
        navigateFallback: '/index.html',
        navigateFallbackDenylist: [/^\/api\//, /^\/_local/],
        maximumFileSizeToCacheInBytes: 4 * 1024 * 1024,
        cleanupOutdatedCaches: true,
        inlineWorkboxRuntime: true,
      },
    }),
  ],
});
