// Bundles styles and scripts into the static folder of the site; Django gives them their hashed names.
import { context } from "esbuild"
import { copyFile, mkdir } from "node:fs/promises"
import { existsSync } from "node:fs"

const out = new URL("../src/vierspan/workspace/web/static/vierspan/", import.meta.url).pathname
const entries = ["src/page/main.ts", "src/map/main.ts", "src/answer/main.ts"].filter(file => existsSync(file))
const bundle = await context({
  entryPoints: [
    ...entries.map(file => ({ in: file, out: file.split("/")[1] })),
    { in: "src/answer/worker.ts", out: "answer-worker" },
    { in: "src/map/story.ts", out: "story" },
    { in: "src/styles/main.css", out: "main" },
  ],
  bundle: true,
  minify: true,
  sourcemap: false,
  format: "iife",
  target: ["es2022", "chrome111", "firefox113", "safari16.4"],
  loader: { ".woff2": "file" },
  assetNames: "fonts/[name]",
  outdir: out,
  logLevel: "warning",
})
await mkdir(out, { recursive: true })
await copyFile("src/styles/mark.svg", `${out}mark.svg`)
// The outlines of countries, from which the server cuts those of a network.
await copyFile("node_modules/world-atlas/countries-10m.json", `${out}countries.json`)
if (process.argv.includes("--watch")) {
  await bundle.watch()
} else {
  await bundle.rebuild()
  await bundle.dispose()
}
