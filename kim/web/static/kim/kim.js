/* What KIM does in the browser beyond plain pages. Each part works alone and on content that
   arrives later; without this file every page still does its job. */
(() => {
  "use strict";
  const root = document.documentElement;
  const on = (type, handler, options) => document.addEventListener(type, handler, options);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const one = (selector, within = document) => within.querySelector(selector);
  root.classList.add("kim-js");

  // Texts typed, kept in this tab for this person until they are saved ---------------------------
  const user = () => document.body.dataset.kimUser || "";
  const prefix = "kim-keep:";
  const keyOf = (field) => `${prefix}${user()}:${field.dataset.kimKeep}`;
  const store = {
    get: (key) => { try { return sessionStorage.getItem(key); } catch { return null; } },
    set: (key, value) => { try { sessionStorage.setItem(key, value); } catch { /* storage is full or off */ } },
    drop: (key) => { try { sessionStorage.removeItem(key); } catch { /* nothing to drop */ } },
    keys: () => { try { return Object.keys(sessionStorage).filter((key) => key.startsWith(prefix)); } catch { return []; } },
  };
  const sentKey = "kim-sent";

  function keep(field) {
    if (!field.dataset.kimKeep || !user()) return;
    if (field.value === field.defaultValue) store.drop(keyOf(field));
    else store.set(keyOf(field), field.value);
  }
  function bringBack(within) {
    if (!user()) return;
    for (const key of store.keys()) if (!key.startsWith(`${prefix}${user()}:`)) store.drop(key);
    for (const field of all("[data-kim-keep]", within)) {
      const text = field.dataset.kimKeep && store.get(keyOf(field));
      if (text && !field.value.trim()) field.value = text;
    }
  }
  function forgetSent() {
    for (const key of JSON.parse(store.get(sentKey) || "[]")) store.drop(key);
    store.drop(sentKey);
  }
  function rememberSent(form) {
    const keys = all("[data-kim-keep]", form).filter((field) => field.dataset.kimKeep).map(keyOf);
    if (keys.length) store.set(sentKey, JSON.stringify(keys));
    else store.drop(sentKey);
  }
  on("input", (event) => { if (event.target.matches?.("[data-kim-keep]")) keep(event.target); });
  on("kim-saved", forgetSent);

  // Forms: sent once, however often the button is pressed -----------------------------------------
  const submitters = (form) => [...form.elements].filter((element) => element.type === "submit");
  function release(form) {
    delete form.dataset.kimBusy;
    for (const button of submitters(form)) button.removeAttribute("aria-disabled");
  }
  on("submit", (event) => {
    const form = event.target;
    if (form.matches("[data-kim-sign-out]")) for (const key of store.keys()) store.drop(key);
    if (form.method !== "post" || event.defaultPrevented) return;
    if ("kimBusy" in form.dataset) { event.preventDefault(); return; }
    rememberSent(form);
    if ("kimAgain" in form.dataset || form.target === "_blank") return;
    form.dataset.kimBusy = "";
    setTimeout(() => submitters(form).forEach((button) => button.setAttribute("aria-disabled", "true")));
  });
  addEventListener("pageshow", () => all("form[data-kim-busy]").forEach(release));

  // Dialogs ---------------------------------------------------------------------------------------
  function openDialog(id) {
    const dialog = document.getElementById(id);
    if (!dialog?.showModal) return false;
    if (!dialog.open) dialog.showModal();
    return true;
  }
  const signedOut = () => openDialog("kim-expired");

  // Menus and tips: one open at a time, closed by Escape or a click beside ------------------------
  const openMenus = () => all("details[data-kim-menu][open]");
  on("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = openMenus().find((item) => item.contains(event.target)) || openMenus()[0];
    if (menu) { menu.open = false; one("summary", menu).focus(); }
    else if (location.hash === "#areas") location.hash = "content";
  });

  // Ticking rows ----------------------------------------------------------------------------------
  const picks = (group) => all(`[data-kim-pick="${CSS.escape(group)}"]`);
  function showPicked(group) {
    const boxes = picks(group);
    const count = boxes.filter((box) => box.checked).length;
    for (const bar of all(`[data-kim-bulk="${CSS.escape(group)}"]`)) {
      bar.hidden = count === 0;
      one("[data-kim-count]", bar).textContent = String(count);
    }
    for (const box of all(`[data-kim-all="${CSS.escape(group)}"]`)) {
      box.checked = count > 0 && count === boxes.length;
      box.indeterminate = count > 0 && count < boxes.length;
    }
  }
  function tickAll(group, checked) {
    for (const box of picks(group)) box.checked = checked;
    showPicked(group);
  }
  on("change", (event) => {
    const { kimAll, kimPick } = event.target.dataset || {};
    if (kimAll !== undefined) tickAll(kimAll, event.target.checked);
    if (kimPick !== undefined) showPicked(kimPick);
  });

  // Days: 2026-11-23, 3.4.26 and 03042026 become 03.04.2026 ---------------------------------------
  function asDay(text) {
    const iso = /^\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*$/.exec(text);
    const local = /^\s*(\d{1,2})[.\s]\s*(\d{1,2})[.\s]\s*(\d{4}|\d{2})\s*$/.exec(text) || /^\s*(\d{2})(\d{2})(\d{4})\s*$/.exec(text);
    if (!iso && !local) return null;
    const [day, month, written] = iso ? [iso[3], iso[2], iso[1]] : local.slice(1);
    const soon = (new Date().getFullYear() % 100) + 10;
    const year = written.length === 2 ? Number(written) + (Number(written) <= soon ? 2000 : 1900) : Number(written);
    const date = new Date(Date.UTC(year, month - 1, day));
    if (year < 1000 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== Number(day)) return null;
    return `${day.padStart(2, "0")}.${month.padStart(2, "0")}.${year}`;
  }
  on("focusout", (event) => {
    if (!event.target.matches?.("[data-kim-date]")) return;
    event.target.value = asDay(event.target.value) || event.target.value;
  });

  // Clicks, in one place --------------------------------------------------------------------------
  on("click", (event) => {
    const target = event.target;
    if (!(target instanceof Element)) return;
    for (const menu of openMenus()) if (!menu.contains(target)) menu.open = false;
    const opener = target.closest("[data-kim-dialog]");
    if (opener && openDialog(opener.dataset.kimDialog)) event.preventDefault();
    const closer = target.closest("[data-kim-close]");
    if (closer) {
      closer.closest("dialog")?.close();
      if (!closer.getAttribute("target")) event.preventDefault();
    }
    if (target.matches("dialog.kim-dialog")) target.close(); // the backdrop belongs to the dialog
    const dismissed = target.closest("[data-kim-dismiss]");
    if (dismissed) dismissed.closest("[data-kim-toast]").remove();
    if (target.closest("[data-kim-print]")) window.print();
    const none = target.closest("[data-kim-none]");
    if (none) tickAll(none.dataset.kimNone, false);
    const note = one("[data-kim-note-text]");
    if (note && target.closest("[data-kim-quick-note]")) { event.preventDefault(); note.focus(); }
  });

  // Keys: "/" searches, "n" writes a note; never while someone types ------------------------------
  on("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.closest?.("input, textarea, select, [contenteditable], dialog[open]")) return;
    const search = document.getElementById("kim-search");
    const note = one("[data-kim-note-text]") || one("[data-kim-quick-note]");
    if (event.key === "/" && search) { event.preventDefault(); search.focus(); search.select(); }
    if (event.key === "n" && note) {
      event.preventDefault();
      if (note.matches("textarea")) note.focus(); else note.click();
    }
  });

  // Nobody signed in any more: say so, swap nothing, keep the text --------------------------------
  const loginPath = () => document.getElementById("kim-expired")?.dataset.kimLogin;
  const isSignIn = (url) => Boolean(url && loginPath() && new URL(url, location.href).pathname === loginPath());
  on("htmx:beforeSwap", (event) => {
    const { xhr } = event.detail;
    if (xhr.status !== 401 && !isSignIn(xhr.responseURL)) return;
    event.detail.shouldSwap = false;
    signedOut();
  });
  on("htmx:beforeRequest", (event) => {
    const form = event.detail.elt.closest("form");
    if (form) rememberSent(form);
  });
  on("htmx:afterRequest", (event) => { const form = event.detail.elt.closest("form"); if (form) release(form); });
  const plainFetch = window.fetch.bind(window);
  window.fetch = async (...request) => {
    const response = await plainFetch(...request);
    if (response.status === 401 || (response.redirected && isSignIn(response.url))) signedOut();
    return response;
  };

  // What arrives: the page, and fragments after it ------------------------------------------------
  function leave(toast) {
    toast.classList.add("is-leaving");
    setTimeout(() => toast.remove(), 300);
  }
  function greet(within) {
    if (one('[data-kim-toast="success"]', within)) forgetSent();
    bringBack(within);
    one("[data-kim-errors]", within)?.focus();
    for (const toast of all('[data-kim-toast="success"]', within)) {
      setTimeout(() => { if (!toast.matches(":hover, :focus-within")) leave(toast); }, 10000);
    }
    for (const box of all("[data-kim-pick]:checked", within)) showPicked(box.dataset.kimPick);
  }
  on("htmx:load", (event) => { if (event.detail.elt !== document.body) greet(event.detail.elt); });
  if (document.readyState === "loading") on("DOMContentLoaded", () => greet(document));
  else greet(document);
})();
