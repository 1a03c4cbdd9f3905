// A page that is open can be opened again without a connection, until it is handed in.
import type { Leaf } from "./leaf"

const SHELF = "vierspan-answer"

export async function keepPageOffline(leaf: Leaf): Promise<void> {
  if (!("serviceWorker" in navigator)) return
  try {
    await navigator.serviceWorker.register("/answer/offline.js", { scope: leaf.address })
    const shelf = await caches.open(SHELF)
    const own = [...document.querySelectorAll<HTMLLinkElement | HTMLScriptElement>("link[rel=stylesheet], link[rel=icon], script[src]")]
    const fonts = performance.getEntriesByType("resource").map(entry => entry.name).filter(name => name.includes("/fonts/"))
    const sources = own.map(each => (each instanceof HTMLScriptElement ? each.src : each.href))
    const missing = [...new Set([...sources, ...fonts])]
    await Promise.all(missing.map(async source => (await shelf.match(source)) ?? shelf.add(source)))
    const page = await fetch(location.href)
    if (page.ok) await shelf.put(leaf.address, page)
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
