/* What is typed is kept. Long texts go to the server as drafts a moment after typing stops; short ones, and whatever the
   server cannot take just now, stay in this tab. When the page is opened again the text is put in again, and where something
   newer stands there, both are shown. Saving the form ends it. */
(() => {
  "use strict";
  const on = (type, handler, options) => document.addEventListener(type, handler, options);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const one = (selector, within = document) => within.querySelector(selector);
  const words = () => document.getElementById("kim-typed")?.dataset;
  const user = () => document.body.dataset.kimUser || "";
  const WAIT = 1200;

  // In this tab, for this person -------------------------------------------------------------------
  const prefix = "kim-keep:";
  const sentKey = "kim-sent";
  const keyOf = (field) => `${prefix}${user()}:${field.dataset.kimKeep}`;
  const store = {
    get: (key) => { try { return sessionStorage.getItem(key); } catch { return null; } },
    set: (key, value) => { try { sessionStorage.setItem(key, value); } catch { /* storage is full or off */ } },
    drop: (key) => { try { sessionStorage.removeItem(key); } catch { /* nothing to drop */ } },
    keys: () => { try { return Object.keys(sessionStorage).filter((key) => key.startsWith(prefix)); } catch { return []; } },
  };
  const kept = (within = document) => all("[data-kim-keep]", within).filter((field) => field.dataset.kimKeep && user());
  const local = (field) => { try { return JSON.parse(store.get(keyOf(field))); } catch { return null; } };
  function keepHere(field) {
    if (field.value === field.defaultValue) store.drop(keyOf(field));
    else store.set(keyOf(field), JSON.stringify({ text: field.value, base: stateOf(field).base }));
  }
  function forgetSent() {
    for (const key of JSON.parse(store.get(sentKey) || "[]")) store.drop(key);
    store.drop(sentKey);
  }
  function rememberSent(form) {
    const keys = kept(form).map(keyOf);
    if (keys.length) store.set(sentKey, JSON.stringify(keys));
    else store.drop(sentKey);
  }

  // On the server ----------------------------------------------------------------------------------
  const states = new WeakMap(); // field → what this window knows of its draft
  function stateOf(field) {
    if (!states.has(field)) {
      const key = field.dataset.kimKeep;
      const cut = key.lastIndexOf("-");
      const long = field.matches("textarea") && cut > 0;
      states.set(field, {
        page: key.slice(0, cut), name: key.slice(cut + 1), off: !long, base: field.defaultValue, seen: 0,
        last: null, busy: null, held: false, sent: false, timer: 0,
      });
    }
    return states.get(field);
  }
  const token = () => JSON.parse(document.body.getAttribute("hx-headers") || "{}")["x-csrftoken"] || "";
  const address = (page, act = "") => `${words().drafts}${encodeURIComponent(page)}/${act}`;
  function post(it, act, data, keepalive) {
    const body = new URLSearchParams({ field: it.name, ...data });
    return fetch(address(it.page, act), {
      method: "POST", body, keepalive, headers: { "X-CSRFToken": token(), "X-Kim-Fetch": "1" },
    });
  }
  async function keepThere(field, keepalive = false) {
    const it = stateOf(field);
    clearTimeout(it.timer);
    it.timer = 0;
    const text = field.value;
    if (it.off || it.held || it.sent || !words()) return;
    if (it.busy) { later(field); return; } // what is on its way may change what counts as kept
    if (text === (it.last ?? it.base)) return;
    if (text.length > Number(words().longest)) { say(field, words().long, "bad"); return; }
    it.busy = sendNow(field, it, text, keepalive);
    await it.busy;
    it.busy = null;
  }
  async function sendNow(field, it, text, keepalive) {
    try {
      if (!text.trim() || text === it.base) await forget(field, it, keepalive);
      else await answered(field, it, text, await post(it, "aufheben/", { text, base: it.base, seen: it.seen }, keepalive));
    } catch { say(field, words().away, "bad"); }
  }
  async function answered(field, it, text, response) {
    if (response.status === 404) { it.off = true; return; }
    if (response.status === 401) { say(field, words().out, "bad"); return; }
    const data = await response.json().catch(() => ({ said: words().away }));
    if (response.ok) {
      [it.seen, it.last] = [data.version, text];
      if (field.value === text) store.drop(keyOf(field));
      say(field, data.kept);
    } else if (response.status === 409) elsewhere(field, data.other);
    else { if (response.status === 410) it.seen = 0; say(field, data.said, "bad"); }
  }
  async function forget(field, it, keepalive) {
    if (it.seen) await post(it, "verwerfen/", {}, keepalive);
    [it.seen, it.last] = [0, null];
    store.drop(keyOf(field));
    const box = field.nextElementSibling;
    if (box?.matches(".kim-draft") && one("[data-kim-draft-use]", box).hidden) say(field, "");
  }
  function later(field) {
    const it = stateOf(field);
    clearTimeout(it.timer);
    it.timer = setTimeout(() => keepThere(field), WAIT);
  }

  // What the field says about its draft ------------------------------------------------------------
  function boxOf(field) {
    const next = field.nextElementSibling;
    if (next?.matches(".kim-draft")) return next;
    const fresh = document.getElementById("kim-draft-box").content.firstElementChild.cloneNode(true);
    field.after(fresh);
    return fresh;
  }
  function say(field, said, tone = "", { text = "", use = null, drop = null } = {}) {
    if (!said && !field.nextElementSibling?.matches(".kim-draft")) return;
    const box = boxOf(field);
    box.hidden = !said;
    box.classList.toggle("kim-draft--bad", tone === "bad");
    box.classList.toggle("kim-draft--both", Boolean(text));
    if (tone || use || drop) box.setAttribute("role", "status"); else box.removeAttribute("role");
    one("[data-kim-draft-said]", box).textContent = said;
    const quote = one("[data-kim-draft-text]", box);
    [quote.hidden, quote.textContent] = [!text, text];
    offer(one("[data-kim-draft-use]", box), use);
    offer(one("[data-kim-draft-drop]", box), drop);
  }
  function offer(button, act) {
    button.hidden = !act;
    if (!act) return;
    button.textContent = words()[act.word];
    button.onclick = act.does;
  }
  function put(field, text) {
    field.value = text;
    field.dispatchEvent(new Event("kim-put", { bubbles: true }));
  }
  function putIn(field, draft) {
    const it = stateOf(field);
    const before = field.value;
    [it.held, it.last] = [false, draft.text];
    put(field, draft.text);
    say(field, draft.put_in, "", { drop: { word: "drop", does: () => takeOut(field, before) } });
  }
  function takeOut(field, before) {
    const it = stateOf(field);
    const text = field.value;
    put(field, before);
    it.busy = forget(field, it, false).catch(() => {}).finally(() => { it.busy = null; });
    say(field, words().dropped, "", { use: { word: "back", does: () => { put(field, text); keepHere(field); keepThere(field); } } });
    field.focus();
  }
  function newer(field, draft) {
    const it = stateOf(field);
    it.held = true;
    const use = { word: "use", does: () => { it.base = field.defaultValue; putIn(field, draft); } };
    const drop = { word: "drop", does: () => { it.held = false; it.base = field.defaultValue; say(field, ""); forget(field, it, false); field.focus(); } };
    say(field, draft.newer, "bad", { text: draft.text, use, drop });
  }
  function elsewhere(field, other) {
    const it = stateOf(field);
    it.held = true;
    const use = { word: "use", does: () => { it.seen = other.version; it.base = other.base; putIn(field, other); } };
    const drop = { word: "mine", does: () => { it.held = false; it.seen = other.version; it.last = other.text; keepThere(field); } };
    say(field, other.elsewhere, "bad", { text: other.text, use, drop });
  }

  // Opening a page again ---------------------------------------------------------------------------
  const same = (one_, other) => one_.trim() === other.trim();
  function arrive(field, draft) {
    const it = stateOf(field);
    it.seen = draft.version;
    if (same(field.value, draft.text)) { [it.base, it.last] = [draft.base, field.value]; say(field, draft.kept); return; }
    const untouched = field.value === field.defaultValue;
    if (untouched && same(field.defaultValue, draft.base)) { it.base = draft.base; putIn(field, draft); return; }
    if (!untouched) { elsewhere(field, draft); return; }
    newer(field, draft);
  }
  function bringBackHere(field) {
    const here = local(field);
    if (!here?.text || field.value !== field.defaultValue || same(here.text, field.value)) return;
    if (!same(here.base, field.value) && field.value.trim()) return;
    field.value = here.text;
  }
  async function ask(page, fields) {
    const response = await fetch(address(page), { headers: { "X-Kim-Fetch": "1" } });
    if (response.status === 404) { for (const field of fields) stateOf(field).off = true; return; }
    if (!response.ok) return;
    const drafts = (await response.json()).fields;
    for (const field of fields) {
      const draft = drafts[stateOf(field).name];
      if (draft) arrive(field, draft);
      else if (local(field)?.text && field.value !== field.defaultValue) later(field); // not what "back" puts into a form that was sent
    }
  }
  function greet(within) {
    if (!user() || !words()) return;
    if (one('[data-kim-toast="success"]', within)) forgetSent();
    for (const key of store.keys()) if (!key.startsWith(`${prefix}${user()}:`)) store.drop(key);
    const pages = new Map();
    for (const field of kept(within)) {
      bringBackHere(field);
      const it = stateOf(field);
      if (!it.off) pages.set(it.page, [...(pages.get(it.page) || []), field]);
    }
    for (const [page, fields] of pages) ask(page, fields).catch(() => {});
  }

  on("input", (event) => {
    const field = event.target;
    if (!field.matches?.("[data-kim-keep]") || !field.dataset.kimKeep || !user()) return;
    keepHere(field);
    if (!stateOf(field).off) later(field);
  });
  on("focusout", (event) => {
    const field = event.target;
    const sends = event.relatedTarget?.type === "submit" && event.relatedTarget.form === field.form;
    if (field.matches?.("[data-kim-keep]") && user() && !sends && stateOf(field).timer) keepThere(field);
  });
  const flush = () => { for (const field of kept()) if (stateOf(field).timer) keepThere(field, true); };
  on("visibilitychange", () => { if (document.visibilityState === "hidden") flush(); });
  addEventListener("pagehide", flush);
  on("kim-signed-in", () => { for (const field of kept()) if (field.value !== field.defaultValue) keepThere(field); });
  on("kim-away", (event) => { for (const field of kept(event.detail.form)) say(field, words().away, "bad"); });

  // Sending: from here on the form itself carries the text -----------------------------------------
  function sending(form, sent) {
    for (const field of kept(form)) {
      stateOf(field).sent = sent;
      clearTimeout(stateOf(field).timer);
      stateOf(field).timer = 0;
    }
  }
  on("submit", (event) => { // a draft on its way arrives before the form that ends it
    const form = event.target;
    const busy = form.method === "post" ? kept(form).map((field) => stateOf(field).busy).filter(Boolean) : [];
    if (!busy.length || "kimCalm" in form.dataset) { delete form.dataset.kimCalm; return; }
    const button = event.submitter;
    event.preventDefault();
    event.stopImmediatePropagation();
    Promise.race([Promise.all(busy), new Promise((done) => setTimeout(done, 3000))]).then(() => {
      if (!form.isConnected || "kimBusy" in form.dataset) return;
      form.dataset.kimCalm = "";
      form.requestSubmit(button?.isConnected ? button : undefined);
    });
  }, true);
  on("submit", (event) => {
    const form = event.target;
    if (form.matches("[data-kim-sign-out]")) for (const key of store.keys()) store.drop(key);
    if (form.method !== "post" || event.defaultPrevented) return;
    rememberSent(form);
    sending(form, true);
  });
  addEventListener("pageshow", () => all("form").forEach((form) => sending(form, false)));
  on("htmx:beforeRequest", (event) => { const form = event.detail.elt.closest("form"); if (form) { rememberSent(form); sending(form, true); } });
  on("htmx:afterRequest", (event) => { const form = event.detail.elt.closest("form"); if (form) sending(form, false); });
  on("kim-saved", forgetSent);

  // Two versions of a record: the choice beside a field is made in the field ------------------------
  on("change", (event) => {
    const { kimTake, kimValue } = event.target.dataset || {};
    const field = kimTake && event.target.form.elements[kimTake];
    if (field?.type === "checkbox") field.checked = Boolean(kimValue);
    else if (field?.type === "select-multiple") {
      for (const option of field.options) option.selected = kimValue.split(",").includes(option.value);
      field.dispatchEvent(new Event("kim-changed"));
    } else if (field) {
      field.value = kimValue;
      field.dispatchEvent(new Event("kim-changed"));
    }
  });
  on("input", (event) => { // whoever goes on writing has chosen their own
    const { form, name } = event.target;
    const mine = name && form && [...form.querySelectorAll("[data-kim-take]")].find((pick) => pick.dataset.kimTake === name && pick.value === "typed");
    if (mine) mine.checked = true;
  });

  on("htmx:load", (event) => { if (event.detail.elt !== document.body) greet(event.detail.elt); });
  if (document.readyState === "loading") on("DOMContentLoaded", () => greet(document));
  else greet(document);
})();
