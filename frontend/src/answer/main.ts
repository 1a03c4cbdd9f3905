// The answering page: the steps are shown here, kept here at once, and sent when there is a connection.
import { CHECK, STILL, counted, readLeaf, said, type Leaf, type Question } from "./leaf"
import { placesOf } from "./cells"
import { OPT_IN, SELF, checkBody } from "./check"
import { piece, put, slot } from "./parts"
import { pickBody } from "./pick"
import { rateBody } from "./rate"
import { sender, type Sender, type State } from "./send"
import { answer, open, save, turn, type Session } from "./session"
import { beside, doneOf, namesFor, stepsToCome } from "./steps"
import { forget, kept } from "./store"
import { stillBody } from "./still"
import { keepPageOffline, letPageGo } from "./offline"

interface Place {
  form: HTMLFormElement
  session: Session
  send: Sender
  step: string
}

function stepIn(leaf: Leaf, path: string): string {
  const named = path.startsWith(leaf.address) ? path.slice(leaf.address.length).replace(/\/$/, "") : ""
  const isKnown = named === CHECK || leaf.questions.some(question => question.id === named)
  return isKnown ? named : (leaf.questions[0]?.id ?? CHECK)
}

function show(place: Place, isMoved: boolean): void {
  const { form, session, step } = place
  const { leaf, cells } = session
  const question = leaf.questions.find(each => each.id === step)
  form.action = `${leaf.address}${step === CHECK ? "hand-in" : step}/`
  form.dataset.step = step
  heading(form, leaf, question)
  const steps = stepsToCome(leaf, cells, step)
  const at = Math.max(1, steps.indexOf(step) + 1)
  put(form, "progress", said(leaf.words, "progress", at, steps.length))
  const bar = form.querySelector("progress")
  if (bar) [bar.max, bar.value] = [steps.length, at]
  slot(form, "body").replaceChildren(body(place, question))
  const back = form.querySelector<HTMLButtonElement>("[value=back]")
  if (back) back.hidden = at === 1
  put(form, "next", leaf.words[step === CHECK ? "hand_in" : "next"] ?? "")
  count(place)
  for (const next of document.querySelectorAll<HTMLInputElement>("input[name=next]")) next.value = location.pathname
  if (!isMoved) return
  window.scrollTo(0, 0)
  slot(form, "title").focus()
}

function heading(form: HTMLElement, leaf: Leaf, question: Question | undefined): void {
  put(form, "title", question?.title ?? leaf.words.check_title ?? "")
  put(form, "hint", question?.hint ?? leaf.words.check_hint ?? "")
  const who = slot(form, "who")
  who.replaceChildren(...(question?.orientation ? [piece(`t-who-${question.orientation}`)] : []))
  who.hidden = !question?.orientation
  document.title = `${question?.title ?? leaf.words.check_title ?? ""} · Vierspan`
}

function body(place: Place, question: Question | undefined): HTMLElement {
  const { session } = place
  if (!question) return checkBody(session)
  const names = namesFor(session.leaf, session.cells, question)
  if (!names.length) return piece("t-nothing")
  if (question.kind === "rate") return rateBody(session.cells, question, names)
  if (question.kind === "still") return stillBody(session, names)
  return pickBody(session, question, names, (name, value) => give(place, [{ question: question.id, name, value }]))
}

function give(place: Place, given: { question: string; name: string; value: number }[]): void {
  answer(place.session, given)
  if (!place.session.isKeptHere) tell(place, "unkept")
  place.send.later()
  count(place)
}

// How far this step is, beside the buttons.
function count({ form, session, step }: Place): void {
  const { leaf, cells } = session
  const question = leaf.questions.find(each => each.id === step)
  const place = form.querySelector<HTMLElement>(".stand") ?? form
  if (!question) return put(place, "count", "")
  const done = doneOf(leaf, cells, question, namesFor(leaf, cells, question))
  const words = { rate: "far", still: "confirmed", pick: "" }[question.kind]
  put(place, "count", words ? said(leaf.words, words, done.given, done.of) : counted(leaf.words, "chosen", done.given))
}

function tell({ form, session }: Place, state: State | "unkept"): void {
  const line = document.querySelector<HTMLElement>("[data-state]")
  if (!line) return
  const shown = state === "sending" && line.dataset.state === "kept" ? "kept" : state
  line.dataset.state = shown
  const text = session.leaf.words[`state_${shown}`] ?? ""
  const place = slot(line, "state")
  if (place.textContent !== text) place.textContent = text
  form.classList.toggle("waits", state === "waiting" || state === "handing")
}

function changed(place: Place, event: Event): void {
  const field = event.target
  if (!(field instanceof HTMLInputElement)) return
  const [kind, name] = [field.name.split("-", 1)[0], field.name.slice(field.name.indexOf("-") + 1)]
  if (field.name === OPT_IN) give(place, [{ question: OPT_IN, name: SELF, value: field.checked ? 1 : 0 }])
  else if (field.name === "name") pickTile(place, field)
  else if (kind === "v") give(place, [{ question: place.step, name, value: Number(field.value) }])
  else if (kind === "still") give(place, [{ question: STILL, name, value: Number(field.value) }])
}

function pickTile(place: Place, field: HTMLInputElement): void {
  give(place, [{ question: place.step, name: field.value, value: field.checked ? 1 : 0 }])
  field.closest("[data-combo]")?.dispatchEvent(new Event("answer:chosen"))
}

function go(place: Place, step: string): void {
  place.step = step
  history.pushState(null, "", `${place.session.leaf.address}${step}/`)
  show(place, true)
}

function submitted(place: Place, event: SubmitEvent): void {
  event.preventDefault()
  const { session, step } = place
  const pressed = event.submitter instanceof HTMLButtonElement ? event.submitter.value : "next"
  if (pressed === "all-still") {
    const names = namesFor(session.leaf, session.cells, { kind: "still" } as Question)
    give(place, names.map(name => ({ question: STILL, name: name.id, value: 1 })))
    show(place, false)
  }
  if (step === CHECK && pressed !== "back") {
    void place.send.handIn(box(place, OPT_IN)?.checked ?? false)
    return
  }
  const next = beside(session.leaf, session.cells, step, pressed === "back" ? -1 : 1)
  if (next) go(place, next)
}

function box(place: Place, name: string): HTMLInputElement | null {
  return place.form.querySelector<HTMLInputElement>(`[name=${name}]`)
}

function showDifferences(place: Place): void {
  const shown = document.querySelector<HTMLElement>("[data-differing]")
  const { session } = place
  if (!shown) return
  shown.hidden = !session.differing.length
  const label = (question: string, value: number): string => {
    const found = session.leaf.questions.find(each => each.id === question)
    const word = found?.words.find(each => each.value === value)?.label
    return word ?? session.leaf.words[value === 1 ? "yes" : "no"] ?? ""
  }
  const lines = session.differing.map(({ question, name, here, there }) => {
    const title = session.leaf.questions.find(each => each.id === question)?.title ?? ""
    const called = session.leaf.names.find(each => each.id === name)?.name ?? ""
    const item = document.createElement("li")
    item.textContent = said(session.leaf.words, "differs", called, title, label(question, here), label(question, there))
    return item
  })
  slot(shown, "differing").replaceChildren(...lines)
}

// What came from another device stands on the page, and the cursor stays where it was.
function renew(place: Place): void {
  showDifferences(place)
  const at = document.activeElement
  if (at instanceof HTMLInputElement && at.type === "text" && at.value) return
  show(place, false)
  if (!(at instanceof HTMLInputElement) || at.isConnected) return
  const same = [...place.form.querySelectorAll("input")].find(each => each.name === at.name && each.value === at.value)
  ;(at.id ? document.getElementById(at.id) : same)?.focus({ preventScroll: true })
}

function watchDifferences(place: Place): void {
  document.querySelector("[data-turn]")?.addEventListener("click", () => {
    turn(place.session)
    place.send.later()
    showDifferences(place)
    show(place, true)
  })
  document.querySelector("[data-leave]")?.addEventListener("click", () => {
    place.session.differing = []
    showDifferences(place)
  })
}

function start(leaf: Leaf, formFound: HTMLFormElement): void {
  const session = open(leaf)
  if (session.isIn) return leave(leaf)
  const send = sender(session, state => tell(place, state), () => renew(place))
  const place: Place = { form: formFound, session, send, step: stepIn(leaf, location.pathname) }
  save(session)
  show(place, false)
  showDifferences(place)
  watchDifferences(place)
  formFound.addEventListener("change", event => changed(place, event))
  formFound.addEventListener("submit", event => submitted(place, event))
  formFound.addEventListener("click", event => {
    const link = event.target instanceof Element ? event.target.closest<HTMLElement>("a[data-step]") : null
    if (!link?.dataset.step) return
    event.preventDefault()
    go(place, link.dataset.step)
  })
  window.addEventListener("popstate", () => {
    place.step = stepIn(leaf, location.pathname)
    show(place, true)
  })
  window.addEventListener("online", () => void send.onward())
  window.addEventListener("offline", () => tell(place, session.kept.waiting ? "waiting" : "offline"))
  document.addEventListener("visibilitychange", () => void (document.hidden && send.now()))
  if (session.kept.waiting || Object.keys(session.kept.unsent).length) void send.onward()
  else if (placesOf(session.cells).length) tell(place, "kept")
  if (!navigator.onLine) tell(place, session.kept.waiting ? "waiting" : "offline")
  void keepPageOffline(leaf)
}

// Handed in: nothing of it stays here.
function leave(leaf: Leaf): void {
  forget(leaf.key)
  void letPageGo(leaf.address).then(() => window.location.replace(`${leaf.address}done/`))
}

// After handing in, and after closing, the page says what this browser may let go.
function letGo(mark: HTMLElement): void {
  const key = mark.dataset.letGo ?? ""
  const isWaiting = Object.keys(kept(key, "").unsent).length > 0
  if (isWaiting && mark.dataset.when !== "always") return
  forget(key)
  void letPageGo(mark.dataset.address ?? "")
}

document.addEventListener("DOMContentLoaded", () => {
  const mark = document.querySelector<HTMLElement>("[data-let-go]")
  if (mark) letGo(mark)
  const leaf = readLeaf(document)
  const found = document.querySelector<HTMLFormElement>("form[data-step]")
  if (leaf && found) start(leaf, found)
})
