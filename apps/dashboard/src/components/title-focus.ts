let navigated = false

/** Moves focus to the title of the page one has gone to, so that it is read out. */
export function focusTitle(): void {
  navigated = true
  document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true })
}

/** Gives a title that has just appeared the focus that the page before it lost. */
export function claimFocus(title: HTMLElement | null): void {
  if (navigated && document.activeElement === document.body) title?.focus({ preventScroll: true })
}
