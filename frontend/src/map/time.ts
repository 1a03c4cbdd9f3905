/** The time slider: stepping by hand, and playing for whoever presses play. */

import { el, fillText, part } from "./dom";
import type { MapState } from "./state";
import { dayIn, say } from "./words";

const PACES: Readonly<Record<string, number>> = { slow: 2400, normal: 1400, fast: 700 };

export const followInTime = (root: HTMLElement, state: MapState): void => {
  const day = dayIn(state.moment);
  fillText(root, "day", state.since === "" ? day : say("compare/day", { first: dayIn(state.since), last: day }));
  const slider = root.querySelector<HTMLInputElement>("input[name=moment]");
  if (slider === null) return;
  slider.value = String(Math.max(0, state.network.moments.findIndex(({ iso }) => iso === state.moment)));
  slider.setAttribute("aria-valuetext", day);
};

export const stepped = ({ network, moment }: MapState, by: number): string => {
  const at = network.moments.findIndex(({ iso }) => iso === moment);
  return network.moments[Math.min(network.moments.length - 1, Math.max(0, at + by))]?.iso ?? moment;
};

export const isLast = ({ network, moment }: MapState): boolean => network.moments.at(-1)?.iso === moment;

/** Plays from the beginning when it stands at the end; stops at the end. Nothing plays unless pressed. */
export class Player {
  private timer = 0;
  private pace = "normal";

  constructor(
    private readonly root: HTMLElement,
    private readonly now: () => MapState,
    private readonly go: (moment: string) => void,
  ) {}

  toggle(): void {
    if (this.timer !== 0) this.pause();
    else {
      if (isLast(this.now())) this.go(this.now().network.moments[0]?.iso ?? "");
      this.run();
    }
  }

  pause(): void {
    clearInterval(this.timer);
    this.timer = 0;
    this.show();
  }

  setPace(pace: string): void {
    this.pace = pace in PACES ? pace : "normal";
    if (this.timer !== 0) this.run();
  }

  private run(): void {
    clearInterval(this.timer);
    this.timer = setInterval(() => {
      this.go(stepped(this.now(), 1));
      if (isLast(this.now())) this.pause();
    }, PACES[this.pace]);
    this.show();
  }

  private show(): void {
    const button = part(this.root, "play");
    if (button === null) return;
    const isOn = this.timer !== 0;
    button.classList.toggle("playing", isOn);
    button.replaceChildren(el("span", { "aria-hidden": "true", class: isOn ? "pause-mark" : "play-mark" }), say(isOn ? "time/pause" : "time/play"));
  }
}
