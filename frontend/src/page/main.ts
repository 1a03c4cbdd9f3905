// Companions of the server's pages: each page works without them, and is handier with them.
import htmx from "htmx.org"
import { watchBoard } from "./board"
import { closeDialog, openDialog } from "./dialog"
import { watchDoor, watchPrint } from "./door"
import { watchImports } from "./mend"
import { watchHandles } from "./handle"
import { watchHere } from "./here"
import { watchInbox } from "./inbox"
import { watchKanban } from "./kanban"
import { watchNotes } from "./note"
import { watchPicks } from "./pick"
import { watchPulse } from "./pulse"
import { choose, showView, toggle } from "./press"
import { watchScores } from "./scores"
import { settleSeats, watchSeats } from "./seating"
import { enhance } from "./sort"
import { watchSwatches } from "./swatch"
import { keepTheme, switchTheme } from "./theme"
import { settleTicks, watchTicks } from "./ticks"
import { watchToast } from "./toast"
import { watchTryout } from "./tryout"
import { watchPlan } from "./plan"
import { watchTeam } from "./team"

htmx.config.includeIndicatorStyles = false
htmx.config.allowEval = false
htmx.config.allowScriptTags = false

function prefersDark(): boolean {
  return window.matchMedia("(prefers-color-scheme: dark)").matches
}

function press(button: HTMLElement): void {
  if ("themeSwitch" in button.dataset) keepTheme(switchTheme(document.documentElement, prefersDark()))
  else if (button.dataset.show) showView(button)
  else if (button.dataset.opens) openDialog(button.dataset.opens)
  else if ("closes" in button.dataset) closeDialog(button)
  else if (button.hasAttribute("aria-pressed")) {
    if (button.closest("[data-choose-one]")) choose(button)
    else toggle(button)
  }
}

document.addEventListener("click", event => {
  const button = event.target instanceof Element ? event.target.closest<HTMLElement>("button") : null
  if (button) press(button)
})

// "/" goes to the search field, unless somebody is typing.
document.addEventListener("keydown", event => {
  const at = event.target
  const isTyping = at instanceof Element && at.matches("input, textarea, select, [contenteditable]")
  const field = document.querySelector<HTMLInputElement>("[data-search]")
  if (event.key !== "/" || isTyping || !field) return
  event.preventDefault()
  field.focus()
})

function settle(root: ParentNode): void {
  settleTicks(root)
  watchKanban(root)
  settleSeats(root)
  for (const table of root.querySelectorAll<HTMLTableElement>("table[data-sorts]")) enhance(table)
  for (const toast of root.querySelectorAll<HTMLElement>("[data-toast]")) watchToast(toast)
}

watchNotes()
watchTicks()
watchHandles()
watchHere()
watchTryout()
watchSwatches()
watchScores()
watchSeats()
document.addEventListener("DOMContentLoaded", () => settle(document))
document.addEventListener("DOMContentLoaded", watchImports)
document.addEventListener("DOMContentLoaded", watchBoard)
document.addEventListener("DOMContentLoaded", watchPlan)
document.addEventListener("DOMContentLoaded", watchTeam)
document.addEventListener("DOMContentLoaded", watchInbox)
document.addEventListener("DOMContentLoaded", watchPulse)
document.addEventListener("DOMContentLoaded", watchPicks)
document.addEventListener("DOMContentLoaded", watchDoor)
document.addEventListener("DOMContentLoaded", watchPrint)
document.addEventListener("htmx:afterSwap", event => {
  if (event.target instanceof Element) settle(event.target)
})
