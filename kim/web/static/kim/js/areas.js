/* The long form of the assessment: the list leads into folded areas, what has changed is said there, and saving comes back to
   where one was. Without this file the areas fold by themselves and every button saves the whole form. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-kim-areas]");
  if (!form) return;
  const areas = [...form.querySelectorAll("[data-kim-area]")];
  const statesOf = (area) => [...form.querySelectorAll(`[data-kim-area-state="${area.dataset.kimArea}"]`)];
  const before = new Map(areas.map((area) => [area, statesOf(area).map((state) => [state.className, state.textContent])]));

  function differs(field) {
    if (field.type === "radio" || field.type === "checkbox") return field.checked !== field.defaultChecked;
    if (field.tagName === "SELECT") {
      const set = [...field.options].find((option) => option.defaultSelected) || field.options[0];
      return field.value !== (set ? set.value : "");
    }
    return field.type !== "hidden" && field.type !== "submit" && field.value !== field.defaultValue;
  }
  function tell(area) {
    const changed = [...area.querySelectorAll("input, select, textarea")].some(differs);
    statesOf(area).forEach((state, number) => {
      const [name, word] = before.get(area)[number];
      state.className = changed ? "kim-area__state is-changed" : name;
      state.firstElementChild.textContent = changed ? form.dataset.changed : word.trim();
    });
  }
  const unsaved = form.querySelector("[data-kim-unsaved]");
  const areaOf = (event) => event.target.closest?.("[data-kim-area]");
  for (const kind of ["input", "change", "kim-put"]) {
    form.addEventListener(kind, (event) => {
      const area = areaOf(event);
      if (area) tell(area);
      unsaved.hidden = ![...form.elements].some(differs);
    });
  }
  form.addEventListener("focusin", (event) => {
    const area = areaOf(event);
    if (area) form.querySelector("[data-kim-at]").value = area.dataset.kimArea;
  });
  form.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#in-"]');
    const area = link && document.getElementById(link.hash.slice(1))?.closest("[data-kim-area]");
    if (area) area.open = true;
  });

  const all = form.querySelector("[data-kim-unfold]");
  const name = () => { all.textContent = areas.every((area) => area.open) ? form.dataset.close : form.dataset.open; };
  all.addEventListener("click", () => {
    const open = !areas.every((area) => area.open);
    for (const area of areas) area.open = open;
  });
  for (const area of areas) area.addEventListener("toggle", name);
  name();
})();
