// Stands between the answering page and the network: what cannot be fetched comes from what was kept.
interface FetchEvent extends Event {
  request: Request
  respondWith: (reply: Promise<Response>) => void
}

const SHELF = "vierspan-answer"
const ADDRESS = /^\/answer\/[^/]+\//

async function fromShelf(request: Request): Promise<Response> {
  const shelf = await caches.open(SHELF)
  const address = ADDRESS.exec(new URL(request.url).pathname)?.[0]
  const found = await shelf.match(request.mode === "navigate" && address ? address : request)
  return found ?? Response.error()
}

async function reply(request: Request): Promise<Response> {
  try {
    return await fetch(request)
  } catch {
    return fromShelf(request)
  }
}

addEventListener("fetch", event => {
  const asked = event as FetchEvent
  if (asked.request.method === "GET") asked.respondWith(reply(asked.request))
})
