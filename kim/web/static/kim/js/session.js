/* Staying signed in: a warning before the idle time ends, signing in again within the page, and forms that are sent only
   when somebody is signed in to send them. */
(() => {
  "use strict";
  const on = (type, handler, options) => document.addEventListener(type, handler, options);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const words = () => document.getElementById("kim-typed")?.dataset;
  const user = () => document.body.dataset.kimUser || "";
  const expired = () => document.getElementById("kim-expired");
  const warning = () => document.getElementById("kim-idle");
  const seenKey = "kim-seen";
  const ASK_AFTER = 60_000;
  let lastSeen = Date.now();
  let out = false;
  let pending = null; // the form that waits for somebody to sign in, and its button

  function seen() {
    [lastSeen, out] = [Date.now(), false];
    if (warning()?.open) warning().close();
    try { localStorage.setItem(seenKey, `${user()}:${lastSeen}`); } catch { /* this tab knows it */ }
  }
  addEventListener("storage", (event) => { // another tab of the same person was at work
    const [who, when] = (event.key === seenKey && event.newValue || "").split(":");
    if (who !== user() || !Number(when)) return;
    lastSeen = Math.max(lastSeen, Number(when));
    if (warning()?.open) warning().close();
  });
  function signedOut() {
    out = true;
    if (warning()?.open) warning().close();
    if (!expired()?.showModal || expired().open) return;
    expired().showModal();
    expired().querySelector("[name='password']").focus();
  }

  // Answers that say whether somebody is signed in --------------------------------------------------
  const loginPath = () => expired()?.dataset.kimLogin;
  const isSignIn = (url) => Boolean(url && loginPath() && new URL(url, location.href).pathname === loginPath());
  const plainFetch = window.fetch.bind(window);
  window.fetch = async (...request) => {
    const response = await plainFetch(...request);
    if (!user()) return response;
    if (response.status === 401 || (response.redirected && isSignIn(response.url))) signedOut();
    else if (response.status < 500 && !isOurSignIn(response.url)) seen();
    return response;
  };
  const isOurSignIn = (url) => Boolean(words() && new URL(url, location.href).pathname === words().again);
  on("htmx:beforeSwap", (event) => {
    const { xhr } = event.detail;
    if (xhr.status !== 401 && !isSignIn(xhr.responseURL)) { seen(); return; }
    event.detail.shouldSwap = false;
    const form = event.detail.elt.closest?.("form[method='post']");
    if (form) pending = { form, button: null };
    signedOut();
  });

  // A form after a while of silence is sent only when somebody is signed in -------------------------
  on("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || !user() || !words() || form.matches("[data-kim-sign-out], [data-kim-sign-in]")) return;
    if ("kimSure" in form.dataset) { delete form.dataset.kimSure; return; }
    if (!out && Date.now() - lastSeen < ASK_AFTER) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const button = event.submitter;
    askFirst(form, button);
  }, true);
  async function askFirst(form, button) {
    try {
      const response = await fetch(words().state, { headers: { "X-Kim-Fetch": "1" } });
      if (response.status === 401) { pending = { form, button }; return; }
      if (response.ok) renew(await response.json());
      send({ form, button });
    } catch {
      const typed = all("textarea[data-kim-keep]", form).some((field) => field.value.trim());
      if (typed) document.dispatchEvent(new CustomEvent("kim-away", { detail: { form } }));
      else send({ form, button });
    }
  }
  function send({ form, button }) {
    if (!form.isConnected) return;
    form.dataset.kimSure = "";
    form.requestSubmit(button?.isConnected && button.form === form ? button : undefined);
  }

  // Signing in again in place -----------------------------------------------------------------------
  function renew({ token }) {
    for (const field of all("input[name='csrfmiddlewaretoken']")) field.value = token;
    const headers = JSON.parse(document.body.getAttribute("hx-headers") || "{}");
    document.body.setAttribute("hx-headers", JSON.stringify({ ...headers, "x-csrftoken": token }));
  }
  function signedIn(who) {
    if (who.user !== user()) { // somebody else: nothing of what stands here is theirs
      for (const form of all("form")) form.reset();
      location.reload();
      return;
    }
    renew(who);
    seen();
    if (expired()?.open) expired().close();
    document.dispatchEvent(new CustomEvent("kim-signed-in"));
    const waiting = pending;
    pending = null;
    if (waiting) send(waiting);
  }
  on("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-kim-sign-in]")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    signIn(form);
  }, true);
  async function signIn(form) {
    const fault = form.querySelector("[data-kim-fault]");
    const password = form.elements.password;
    const body = new URLSearchParams(new FormData(form));
    fault.hidden = true;
    try {
      const response = await fetch(form.action, { method: "POST", body, headers: { "X-Kim-Fetch": "1" } });
      const answer = await response.json().catch(() => ({ said: words().refused }));
      password.value = "";
      if (response.ok) signedIn(answer);
      else { [fault.textContent, fault.hidden] = [answer.said, false]; password.focus(); }
    } catch { [fault.textContent, fault.hidden] = [words().nobody, false]; }
  }
  on("click", (event) => { // the name is filled in; whoever shares this machine says that it is another one
    const other = event.target.closest?.("[data-kim-somebody-else]");
    if (!other) return;
    const name = expired().querySelector("[name='login']");
    [name.readOnly, name.value, other.hidden] = [false, "", true];
    name.focus();
  });
  on("visibilitychange", async () => { // signed in in another tab meanwhile
    if (document.visibilityState !== "visible" || !expired()?.open) return;
    const response = await plainFetch(words().state, { headers: { "X-Kim-Fetch": "1" } }).catch(() => null);
    if (response?.ok) signedIn(await response.json());
  });

  // Before the idle time ends -------------------------------------------------------------------------
  on("click", async (event) => {
    if (!event.target.closest?.("[data-kim-go-on]")) return;
    event.preventDefault();
    const response = await fetch(words().state, { headers: { "X-Kim-Fetch": "1" } }).catch(() => null);
    if (response?.ok) renew(await response.json());
  });
  function watch() {
    if (!user() || !words() || out) return;
    const idle = Number(words().idle) * 1000;
    const left = lastSeen + idle - Date.now();
    if (left <= 0) signedOut();
    else if (left <= Math.min(120_000, idle / 4) && warning()?.showModal && !warning().open && !expired()?.open) warning().showModal();
  }
  setInterval(watch, 2000);
  on("DOMContentLoaded", () => { if (user()) seen(); });
})();
