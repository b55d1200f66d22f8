/* A select with data-kim-combobox becomes a box to type in, with the list below it (ARIA 1.2 combobox).
   The select stays in the form and keeps the value; without this file it is used as it is. */
(() => {
  "use strict";
  const MOST = 60;
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/ß/g, "ss").toLowerCase().trim();
  const words = () => document.getElementById("kim-words")?.dataset || {};
  const make = (tag, attributes = {}, text = "") => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.textContent = text;
    return element;
  };

  function choicesOf(select) {
    return [...select.options].filter((option) => option.value !== "" && !option.disabled).map((option) => ({
      option,
      label: option.label.trim(),
      key: fold(option.label),
      also: fold(option.dataset.kimAlso || ""),
      group: option.parentElement.tagName === "OPTGROUP" ? option.parentElement.label : "",
    }));
  }

  function matching(choices, typed) {
    const wanted = fold(typed);
    if (!wanted) return choices.filter((choice) => !choice.option.selected || !choice.option.closest("[multiple]"));
    const rank = ({ key, also }) => {
      if (key === wanted) return -1;
      if (key.startsWith(wanted)) return 0;
      if (key.split(/[\s(-]+/).some((word) => word.startsWith(wanted))) return 1;
      if (also.split(/\s+/).some((word) => word.startsWith(wanted))) return 2;
      return key.includes(wanted) || also.includes(wanted) ? 3 : 9;
    };
    // Group by group, so that what is common stands above what is rare; what only holds the letters somewhere comes last.
    const groups = [...new Set(choices.map(({ group }) => group))];
    const place = (found, choice) => (found < 0 ? found : found + 10 * groups.indexOf(choice.group) + (found === 3 ? 1000 : 0));
    return choices.map((choice) => [rank(choice), choice]).filter(([found]) => found < 9)
      .map(([found, choice]) => [place(found, choice), choice])
      .sort(([one], [other]) => one - other).map(([, choice]) => choice);
  }

  function enhance(select) {
    if (select.dataset.kimReady !== undefined) return;
    select.dataset.kimReady = "";
    const choices = choicesOf(select);
    const id = select.id;
    const list = make("ul", { role: "listbox", id: `${id}-list`, class: "kim-combo__list", hidden: "" });
    const input = make("input", {
      type: "text", role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false",
      "aria-controls": list.id, class: select.className, spellcheck: "false",
    });
    for (const name of ["aria-describedby", "aria-invalid", "aria-required"]) {
      if (select.hasAttribute(name)) input.setAttribute(name, select.getAttribute(name));
    }
    input.disabled = select.disabled;
    const label = document.querySelector(`label[for="${CSS.escape(id)}"]`);
    if (label) list.setAttribute("aria-label", label.firstChild.textContent.trim());
    const state = make("span", { class: "kim-sr", role: "status" });
    const fault = make("span", { class: "kim-err", id: `${id}-unmatched`, hidden: "" });
    const chosen = make("span", { class: "kim-combo__chosen" });
    const box = make("span", { class: "kim-combo" });
    const field = make("span", { class: "kim-select" });
    field.append(input);
    const frame = select.closest(".kim-select") || select;
    frame.before(box);
    box.append(...(select.multiple ? [chosen] : []), field, list, state, fault, select);
    if (frame !== select) frame.remove();
    select.id = `${id}-select`;
    input.id = id;
    select.hidden = true;
    select.tabIndex = -1;
    let shown = [];
    let active = -1;

    const current = () => select.selectedOptions[0];
    const textOf = () => (select.multiple || !current() || current().value === "" ? "" : current().label.trim());
    const isOpen = () => !list.hidden;

    function mark(place) {
      active = place;
      [...list.querySelectorAll("[role=option]")].forEach((item, number) => {
        item.setAttribute("aria-selected", String(number === place));
        if (number === place) item.scrollIntoView({ block: "nearest" });
      });
      if (place >= 0) input.setAttribute("aria-activedescendant", `${id}-option-${place}`);
      else input.removeAttribute("aria-activedescendant");
    }
    function open(typed) {
      shown = matching(choices, typed).slice(0, MOST);
      list.replaceChildren();
      let group = "";
      shown.forEach((choice, number) => {
        if (!typed && choice.group && choice.group !== group) {
          group = choice.group;
          list.append(make("li", { role: "presentation", class: "kim-combo__group" }, group));
        }
        const item = make("li", { role: "option", id: `${id}-option-${number}`, "aria-selected": "false" }, choice.label);
        item.dataset.place = number;
        if (choice.option.selected) item.classList.add("is-chosen");
        list.append(item);
      });
      list.hidden = shown.length === 0;
      input.setAttribute("aria-expanded", String(!list.hidden));
      const found = typed ? (shown.length ? `${shown.length} ${words().found || ""}` : words().none || "") : "";
      state.textContent = found;
      mark(typed && shown.length ? 0 : -1);
    }
    function close() {
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      mark(-1);
    }
    function complain(on) {
      fault.hidden = !on;
      fault.textContent = on ? words().choose || "" : "";
      input.toggleAttribute("aria-invalid", on || select.hasAttribute("aria-invalid"));
      if (on || select.hasAttribute("aria-invalid")) input.setAttribute("aria-invalid", "true");
      const described = [select.getAttribute("aria-describedby"), on ? fault.id : ""].filter(Boolean).join(" ");
      if (described) input.setAttribute("aria-describedby", described); else input.removeAttribute("aria-describedby");
    }
    function choose(choice) {
      if (select.multiple) { inOrder(choice.option); input.value = ""; chips(); }
      else { select.value = choice.option.value; input.value = choice.label; }
      complain(false);
      close();
      select.dispatchEvent(new Event("change", { bubbles: true }));
    }
    // A browser sends options as they stand: what is chosen goes behind what was chosen before.
    function inOrder(option) {
      const before = [...select.children].filter((child) => child.tagName === "OPTION" && child.selected && child !== option).pop();
      if (before) before.after(option); else select.prepend(option);
      option.selected = true;
    }
    function chips() {
      const order = [...select.options];
      const picked = choices.filter((choice) => choice.option.selected);
      picked.sort((one, other) => order.indexOf(one.option) - order.indexOf(other.option));
      chosen.replaceChildren(...picked.map((choice) => {
        const chip = make("button", { type: "button", class: "kim-chip kim-chip--on" }, choice.label);
        chip.append(make("span", { class: "kim-combo__out", "aria-hidden": "true" }, "×"), make("span", { class: "kim-sr" }, `: ${words().remove || ""}`));
        chip.disabled = select.disabled;
        chip.addEventListener("click", () => {
          choice.option.selected = false;
          chips();
          select.dispatchEvent(new Event("change", { bubbles: true }));
          input.focus();
        });
        return chip;
      }));
    }
    // What was typed in full is chosen without a click; what fits nothing stays and is named.
    function settle() {
      const typed = input.value.trim();
      if (!typed) {
        if (!select.multiple && select.value !== "") { select.value = ""; select.dispatchEvent(new Event("change", { bubbles: true })); }
        complain(false);
      } else if (typed !== textOf()) {
        const same = choices.filter((choice) => choice.key === fold(typed));
        if (same.length === 1) choose(same[0]);
        else { if (!select.multiple) select.value = ""; complain(true); }
      }
      close();
    }

    input.addEventListener("input", () => { complain(false); open(input.value); });
    input.addEventListener("click", () => (isOpen() ? close() : open("")));
    field.addEventListener("click", (event) => { if (event.target !== input) input.click(); });
    input.addEventListener("blur", () => setTimeout(settle, 120));
    input.addEventListener("keydown", (event) => {
      const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (move) {
        event.preventDefault();
        if (!isOpen()) open(input.value === textOf() ? "" : input.value);
        if (shown.length) mark((active + move + shown.length) % shown.length);
      } else if (event.key === "Enter" && isOpen()) {
        event.preventDefault();
        if (active >= 0) choose(shown[active]);
      } else if (event.key === "Escape" && isOpen()) {
        event.preventDefault();
        event.stopPropagation();
        close();
        input.value = textOf();
      } else if (event.key === "Backspace" && select.multiple && !input.value) {
        const last = choices.filter((choice) => choice.option.selected).pop();
        if (last) { last.option.selected = false; chips(); }
      }
    });
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const item = event.target.closest("[role=option]");
      if (item) choose(shown[Number(item.dataset.place)]);
    });
    select.addEventListener("kim-changed", () => { input.value = textOf(); chips(); });
    select.form?.addEventListener("reset", () => setTimeout(() => { input.value = textOf(); chips(); complain(false); }));
    input.value = textOf();
    if (select.multiple) chips();
  }

  // A form is not sent with something in a box that is not on its list.
  document.addEventListener("submit", (event) => {
    const box = [...event.target.querySelectorAll(".kim-combo")].find((item) => !item.querySelector(".kim-err")?.hidden);
    if (!box) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    box.querySelector("input").focus();
  }, true);

  const start = (within) => within.querySelectorAll("select[data-kim-combobox]").forEach(enhance);
  document.addEventListener("htmx:load", (event) => { if (event.detail.elt !== document.body) start(event.detail.elt); });
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => start(document));
  else start(document);
})();
