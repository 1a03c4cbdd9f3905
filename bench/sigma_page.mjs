// The alternative in the bench of the map: the same data drawn by sigma, with what it offers for many nodes switched on.
import Graph from "graphology"
import Sigma from "sigma"

const root = document.querySelector("[data-map]")
const { nodes, layouts, edges } = await (await fetch("network.json")).json()
const graph = new Graph({ multi: true })
const fills = ["#3c4baf", "#f4c43a", "#02b5b2", "#c63805"]
nodes.id.forEach((id, at) => {
  graph.addNode(id, { x: layouts.force.x[at], y: layouts.force.y[at], size: 3, label: nodes.label[at], color: fills[nodes.accent[at]] ?? "#888888" })
})
edges.source.forEach((source, at) => {
  graph.addEdge(nodes.id[source], nodes.id[edges.target[at]], { size: 0.5 + edges.strength[at], color: "#cccccc" })
})
const sigma = new Sigma(graph, root.querySelector("[data-map-stage]"), { hideEdgesOnMove: true, hideLabelsOnMove: true })
const camera = sigma.getCamera()
globalThis.pan = by => {
  const state = camera.getState()
  camera.setState({ ...state, x: state.x + by })
}
globalThis.filter = sector => {
  graph.forEachNode((id, attributes) => {
    graph.setNodeAttribute(id, "hidden", nodes.sector[Number(id)] !== sector)
  })
  sigma.refresh()
}
root.dataset.ready = "yes"
