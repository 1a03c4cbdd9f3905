// A page that is open can be opened again without a connection, until it is handed in.
import type { Leaf } from "./leaf"

const SHELF = "vierspan-answer"
// As strict as what the server sends along.
const HEADERS = {
  "Content-Type": "text/html; charset=utf-8",
  "Content-Security-Policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'",
}

export async function keepPageOffline(leaf: Leaf): Promise<void> {
  if (!("serviceWorker" in navigator)) return
  // The page as it stands, so that nothing has to come over the line again.
  const page = `<!doctype html>${document.documentElement.outerHTML}`
  try {
    await navigator.serviceWorker.register("/answer/offline.js", { scope: leaf.address })
    const shelf = await caches.open(SHELF)
    const own = [...document.querySelectorAll<HTMLLinkElement | HTMLScriptElement>("link[rel=stylesheet], link[rel=icon], script[src]")]
    const fonts = performance.getEntriesByType("resource").map(entry => entry.name).filter(name => name.includes("/fonts/"))
    const sources = own.map(each => (each instanceof HTMLScriptElement ? each.src : each.href))
    const missing = [...new Set([...sources, ...fonts])]
    await Promise.all(missing.map(async source => (await shelf.match(source)) ?? shelf.add(source)))
    await shelf.put(leaf.address, new Response(page, { headers: HEADERS }))
  } catch {
    // Without it everything works as long as the page stays open.
  }
}

export async function letPageGo(address: string): Promise<void> {
  try {
    await (await caches.open(SHELF)).delete(address)
  } catch {
    // nothing was kept
  }
}
