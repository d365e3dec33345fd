import { svelte } from "@sveltejs/vite-plugin-svelte";
import { svelteTesting } from "@testing-library/svelte/vite";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

/** The stand-in host serves development, tests and pictures. It must never ship. */
function withoutFake(mode: string): Plugin {
  return {
    name: "without-fake",
    generateBundle(_options, bundle) {
      if (mode !== "production") return;
      for (const chunk of Object.values(bundle)) {
        const modules = chunk.type === "chunk" ? chunk.moduleIds : [];
        const fake = modules.find((id) => id.includes("/host/fake"));
        if (fake) this.error(`the stand-in host must not be in a production build: ${fake}`);
      }
    },
  };
}

export default defineConfig(({ mode }) => ({
  plugins: [svelte(), svelteTesting(), withoutFake(mode)],
  clearScreen: false,
  // The guide is read from the repository and carried inside of the window.
  server: { port: 5173, strictPort: true, fs: { allow: [".."] } },
  build: {
    target: ["es2022", "safari16.4", "chrome111"],
    // Inlined files would be data: addresses, which the window's content security policy forbids.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.ts", "tests/**/*.test.ts"],
    setupFiles: ["tests/set-up.ts"],
    restoreMocks: true,
    // Only what hangs: no test depends on how busy the machine is.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
}));
