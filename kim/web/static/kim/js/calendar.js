/* Beside a day that is typed: a button that opens a month to pick from, with the holidays of the county's state; and below it
   which weekday the typed day is. Times of day are written out when one leaves the field. */
(() => {
  "use strict";
  const language = document.documentElement.lang || "de";
  const words = () => document.getElementById("kim-words")?.dataset || {};
  const holidays = new Map();
  const known = new Map();
  const pad = (number) => String(number).padStart(2, "0");
  const written = (day) => `${pad(day.getDate())}.${pad(day.getMonth() + 1)}.${day.getFullYear()}`;
  const iso = (day) => `${day.getFullYear()}-${pad(day.getMonth() + 1)}-${pad(day.getDate())}`;
  const format = (options) => new Intl.DateTimeFormat(language, options);
  const make = (tag, attributes = {}, text = "") => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.textContent = text;
    return element;
  };
  function read(text) {
    const parts = /^\s*(\d{1,2})\.(\d{1,2})\.(\d{4})\s*$/.exec(text);
    if (!parts) return null;
    const day = new Date(Number(parts[3]), Number(parts[2]) - 1, Number(parts[1]));
    return day.getMonth() === Number(parts[2]) - 1 ? day : null;
  }
  async function holidaysOf(year) {
    if (!holidays.has(year)) {
      const answer = fetch(`${words().holidays}?jahr=${year}`, { headers: { "X-Kim-Fetch": "1" } });
      const read = answer.then((response) => (response.ok ? response.json() : {})).catch(() => ({}));
      holidays.set(year, read.then((named) => { known.set(year, named); return named; }));
    }
    return holidays.get(year);
  }

  let open = null;
  function close(focus) {
    if (!open) return;
    open.sheet.remove();
    open.button.setAttribute("aria-expanded", "false");
    if (focus) open.button.focus();
    open = null;
  }

  /* The month stands at once, so that keys work; the holidays are drawn in when they have come. */
  function draw(state) {
    const { sheet, shown } = state;
    const year = shown.getFullYear();
    const named = known.get(year) || {};
    if (!known.has(year)) holidaysOf(year).then(() => { if (open === state && state.shown.getFullYear() === year) draw(state); });
    const title = make("p", { class: "kim-cal__month", "aria-live": "polite", id: `${state.input.id}-month` }, format({ month: "long", year: "numeric" }).format(shown));
    const turn = (months, label, sign) => {
      const button = make("button", { type: "button", class: "kern-btn kern-btn--tertiary kim-btn--s", "aria-label": label }, sign);
      button.addEventListener("click", () => { state.shown = new Date(shown.getFullYear(), shown.getMonth() + months, 1); draw(state); });
      return button;
    };
    const head = make("div", { class: "kim-cal__head" });
    head.append(turn(-1, words().previous || "", "‹"), title, turn(1, words().next || "", "›"));
    const grid = make("table", { role: "grid", "aria-labelledby": title.id });
    const names = make("tr");
    for (let weekday = 0; weekday < 7; weekday += 1) {
      const sample = new Date(2024, 0, 1 + weekday);
      names.append(make("th", { scope: "col", abbr: format({ weekday: "long" }).format(sample) }, format({ weekday: "short" }).format(sample)));
    }
    const top = make("thead");
    top.append(names);
    const body = make("tbody");
    const first = new Date(shown.getFullYear(), shown.getMonth(), 1);
    const start = new Date(first);
    start.setDate(1 - ((first.getDay() + 6) % 7));
    const today = iso(new Date());
    const chosen = read(state.input.value);
    const focus = state.focus && state.focus.getMonth() === shown.getMonth() ? state.focus : chosen && chosen.getMonth() === shown.getMonth() && chosen.getFullYear() === shown.getFullYear() ? chosen : today.slice(0, 7) === iso(first).slice(0, 7) ? new Date() : first;
    for (let week = 0; week < 6; week += 1) {
      const row = make("tr");
      for (let weekday = 0; weekday < 7; weekday += 1) {
        const day = new Date(start);
        day.setDate(start.getDate() + week * 7 + weekday);
        const cell = make("td");
        const key = iso(day);
        const button = make("button", { type: "button", tabindex: iso(focus) === key ? "0" : "-1", "data-day": key }, String(day.getDate()));
        button.setAttribute("aria-label", [format({ weekday: "long", day: "numeric", month: "long", year: "numeric" }).format(day), named[key]].filter(Boolean).join(", "));
        if (day.getMonth() !== shown.getMonth()) button.classList.add("is-other");
        if (key === today) button.setAttribute("aria-current", "date");
        if (chosen && iso(chosen) === key) button.setAttribute("aria-pressed", "true");
        if (named[key]) { button.classList.add("is-holiday"); button.title = named[key]; }
        cell.append(button);
        row.append(cell);
      }
      body.append(row);
    }
    grid.append(top, body);
    const notes = Object.entries(named).filter(([key]) => key.startsWith(iso(first).slice(0, 7)));
    const legend = make("p", { class: "kim-cal__notes" }, notes.map(([key, name]) => `${Number(key.slice(8))}. ${name}`).join(" · "));
    sheet.replaceChildren(head, grid, legend);
    if (open === state) sheet.querySelector('button[tabindex="0"][data-day]')?.focus();
  }

  function pick(state, key) {
    const [year, month, day] = key.split("-").map(Number);
    state.input.value = written(new Date(year, month - 1, day));
    state.input.dispatchEvent(new Event("input", { bubbles: true }));
    state.input.dispatchEvent(new Event("change", { bubbles: true }));
    close(true);
    tell(state.input);
  }
  function step(state, key, event) {
    const day = new Date(key);
    const moves = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
    const rtl = document.documentElement.dir === "rtl" && event.key.match(/Left|Right/) ? -1 : 1;
    if (moves[event.key]) day.setDate(day.getDate() + moves[event.key] * rtl);
    else if (event.key === "Home") day.setDate(day.getDate() - ((day.getDay() + 6) % 7));
    else if (event.key === "End") day.setDate(day.getDate() + (6 - ((day.getDay() + 6) % 7)));
    else if (event.key === "PageUp") day.setMonth(day.getMonth() - (event.shiftKey ? 12 : 1));
    else if (event.key === "PageDown") day.setMonth(day.getMonth() + (event.shiftKey ? 12 : 1));
    else return;
    event.preventDefault();
    state.focus = new Date(day.getFullYear(), day.getMonth(), day.getDate());
    state.shown = new Date(day.getFullYear(), day.getMonth(), 1);
    draw(state);
  }

  function toggle(input, button) {
    const wasOpen = open && open.input === input;
    close(false);
    if (wasOpen) return;
    const sheet = make("div", { class: "kim-cal", role: "dialog", "aria-label": words().calendar || "" });
    const day = read(input.value) || new Date();
    const state = { input, button, sheet, shown: new Date(day.getFullYear(), day.getMonth(), 1) };
    open = state;
    button.setAttribute("aria-expanded", "true");
    button.parentElement.append(sheet);
    sheet.addEventListener("click", (event) => { const key = event.target.dataset?.day; if (key) pick(state, key); });
    sheet.addEventListener("keydown", (event) => {
      if (event.key === "Escape") { event.stopPropagation(); close(true); return; }
      if (event.target.dataset.day) step(state, event.target.dataset.day, event);
    });
    sheet.addEventListener("focusout", (event) => { if (open === state && event.relatedTarget && !sheet.contains(event.relatedTarget) && event.relatedTarget !== button) close(false); });
    draw(state);
  }

  async function tell(input) {
    const note = input.parentElement.querySelector(".kim-day__note");
    const day = read(input.value);
    const named = day ? (await holidaysOf(day.getFullYear()))[iso(day)] : "";
    if (note) note.textContent = day ? [format({ weekday: "long" }).format(day), named].filter(Boolean).join(", ") : "";
  }

  function enhance(input) {
    if (input.dataset.kimCalendar !== undefined || input.disabled || input.readOnly || !words().holidays) return;
    input.dataset.kimCalendar = "";
    const box = make("span", { class: "kim-day" });
    input.before(box);
    const button = make("button", { type: "button", class: "kern-btn kern-btn--secondary kim-btn--i", "aria-expanded": "false", "aria-haspopup": "dialog" });
    button.append(make("span", { class: "kim-icon kern-icon kern-icon--calendar-today", "aria-hidden": "true" }), make("span", { class: "kim-sr" }, words().calendar || ""));
    button.addEventListener("click", () => toggle(input, button));
    box.append(input, button, make("span", { class: "kim-day__note kim-hint", "aria-live": "polite" }));
    input.addEventListener("change", () => setTimeout(() => tell(input)));
  }

  document.addEventListener("click", (event) => { if (open && !open.sheet.contains(event.target) && !open.button.contains(event.target)) close(false); });
  document.addEventListener("focusout", (event) => {
    if (!event.target.matches?.("[data-kim-time]")) return;
    const parts = /^\s*(\d{1,2})(?:[:.,\s]?(\d{2}))?\s*(?:uhr|h)?\s*$/i.exec(event.target.value);
    if (parts && Number(parts[1]) < 24 && Number(parts[2] || 0) < 60) event.target.value = `${pad(parts[1])}:${pad(parts[2] || 0)}`;
  });
  const start = (within) => within.querySelectorAll("input[data-kim-date]").forEach(enhance);
  document.addEventListener("htmx:load", (event) => { if (event.detail.elt !== document.body) start(event.detail.elt); });
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => start(document));
  else start(document);
})();
