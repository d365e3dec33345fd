import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join, relative, resolve } from "node:path";
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

/** A window starts with English and brings in the language that it speaks: none of the others may come with it. */
function languagesApart(): Plugin {
  return {
    name: "languages-apart",
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== "chunk" || !chunk.isEntry) continue;
        const other = chunk.moduleIds.find((id) =>
          /\/src\/words\/(?!en\/)\w+\//.test(id.replaceAll("\\", "/")),
        );
        if (other) this.error(`a language must be a file of its own: ${other}`);
      }
    },
  };
}

/**
 * Leaves files alone that are already as they would be written: the app carries them, and is compiled anew for each that was
 * touched. What no longer belongs there goes.
 */
function onlyWhatChanged(): Plugin {
  let folder = "";
  return {
    name: "only-what-changed",
    apply: "build",
    configResolved: ({ root, build }) => void (folder = resolve(root, build.outDir)),
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        const names = new Set(Object.keys(bundle));
        const there = existsSync(folder)
          ? readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
          : [];
        for (const entry of there) {
          const file = join(entry.parentPath, entry.name);
          if (!names.has(relative(folder, file).replaceAll("\\", "/"))) rmSync(file);
        }
        for (const [name, made] of Object.entries(bundle)) {
          const file = join(folder, name);
          const written = Buffer.from(made.type === "chunk" ? made.code : made.source);
          if (existsSync(file) && readFileSync(file).equals(written)) Reflect.deleteProperty(bundle, name);
        }
      },
    },
  };
}

export default defineConfig(({ mode }) => ({
  plugins: [svelte(), svelteTesting(), withoutFake(mode), languagesApart(), onlyWhatChanged()],
  clearScreen: false,
  // The guide is read from the repository and carried inside of the window.
  server: { port: 5173, strictPort: true, fs: { allow: [".."] } },
  build: {
    target: ["es2022", "safari16.4", "chrome111"],
    // Inlined files would be data: addresses, which the window's content security policy forbids.
    assetsInlineLimit: 0,
    emptyOutDir: false,
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
