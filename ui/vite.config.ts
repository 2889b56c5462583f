import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

// `--mode fake` builds the screens over the fake host, for browsers and tests; the window never loads that build.
export default defineConfig(({ mode }) => ({
  plugins: [react()],
  build: {
    outDir: mode === "fake" ? "dist-fake" : "dist",
    emptyOutDir: true,
    // The content policy of the window knows no inline modules.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
  },
  server: { port: 5199, strictPort: true },
  test: { environment: "happy-dom", include: ["tests/unit/**/*.test.{ts,tsx}"], restoreMocks: true },
}));
