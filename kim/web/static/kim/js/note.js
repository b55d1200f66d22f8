/* The note over any part of a file: fetched when it is asked for, sent without leaving the page, so that nothing typed there is
   lost. Without this file the same link leads to the page of the note. Also the usual minutes, and fields that select themselves. */
(() => {
  "use strict";
  const token = () => JSON.parse(document.body.getAttribute("hx-headers") || "{}")["x-csrftoken"] || "";
  const asked = { "X-Kim-Fetch": "panel" };

  function panel() {
    let dialog = document.getElementById("kim-note-panel");
    if (!dialog) {
      dialog = document.createElement("dialog");
      [dialog.id, dialog.className] = ["kim-note-panel", "kim-dialog kim-note-panel"];
      dialog.setAttribute("aria-labelledby", "kim-note-title");
      // Closed, it is emptied: what was typed stays as a draft and comes back with it.
    dialog.addEventListener("close", () => dialog.replaceChildren());
    document.body.append(dialog);
    }
    return dialog;
  }
  function fill(dialog, html) {
    dialog.innerHTML = html;
    dialog.dispatchEvent(new CustomEvent("htmx:load", { bubbles: true, detail: { elt: dialog } }));
    dialog.querySelector("[data-kim-note-text]")?.focus();
  }
  function toast(said) {
    const box = document.createElement("div");
    [box.className, box.dataset.kimToast] = ["kim-toast kim-toast--success", "success"];
    box.append(Object.assign(document.createElement("span"), { textContent: said }));
    document.getElementById("kim-toasts")?.append(box);
    setTimeout(() => box.remove(), 6000);
  }
  async function open(link) {
    const dialog = panel();
    if (!dialog.querySelector("form")) {
      const response = await fetch(link.href, { headers: asked });
      if (!response.ok || response.redirected) { location.assign(link.href); return; }
      fill(dialog, await response.text());
    }
    dialog.showModal();
    dialog.querySelector("[data-kim-note-text]")?.focus();
  }
  async function send(form, dialog) {
    const headers = { ...asked, "X-CSRFToken": token() };
    let response;
    try {
      response = await fetch(form.action, { method: "POST", body: new FormData(form), headers });
    } catch { form.submit(); return; }
    const isPage = (response.headers.get("Content-Type") || "").startsWith("text/html");
    if (response.ok && isPage && !response.redirected) fill(dialog, await response.text());
    else if (response.ok && !response.redirected) {
      document.dispatchEvent(new CustomEvent("kim-saved"));
      dialog.close();
      dialog.replaceChildren();
      toast((await response.json()).said);
    } else if (response.status === 422) fill(dialog, await response.text());
    else if (response.status === 401) { document.dispatchEvent(new CustomEvent("kim-signed-out")); release(form); }
    else form.submit();
  }
  function release(form) {
    delete form.dataset.kimBusy;
    for (const button of form.elements) if (button.type === "submit") button.removeAttribute("aria-disabled");
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-kim-quick-note]");
    const there = document.querySelector("[data-kim-note-text]");
    if (link && !(there && !there.closest("dialog")) && !event.ctrlKey && !event.metaKey && HTMLDialogElement) {
      event.preventDefault();
      open(link).catch(() => location.assign(link.href));
    }
    const quick = event.target.closest?.("[data-kim-fill]");
    if (quick) {
      const field = document.getElementById(quick.dataset.kimFill);
      field.value = quick.dataset.kimValue;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    if (event.target.matches?.("[data-kim-select]")) event.target.select();
  });
  document.addEventListener("submit", (event) => {
    const dialog = event.target.closest("#kim-note-panel");
    if (!dialog || event.defaultPrevented) return;
    event.preventDefault();
    send(event.target, dialog);
  });
})();
