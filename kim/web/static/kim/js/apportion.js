/* What if: a slider beside posts, part and step computes the shares anew while it moves. Without this file the button does it. */
(() => {
  "use strict";
  const fields = [...document.querySelectorAll("[data-kim-slide]")];
  const form = fields[0]?.form;
  const result = document.getElementById("plan-result");
  if (!form || !result) return;
  const number = (text) => Number(String(text).replace(",", "."));
  const written = (value) => String(value).replace(".", document.documentElement.lang.startsWith("de") ? "," : ".");
  let asked = 0;
  let waiting = 0;

  async function compute() {
    const mine = ++asked;
    const address = `${form.action}?${new URLSearchParams(new FormData(form))}`;
    result.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(address, { headers: { "X-Requested-With": "fetch" } });
      if (mine !== asked) return;
      if (!answer.ok) {
        form.requestSubmit();
        return;
      }
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      result.replaceChildren(...(page.getElementById("plan-result")?.childNodes ?? []));
      history.replaceState(null, "", address);
    } catch {
      form.requestSubmit();
    } finally {
      result.removeAttribute("aria-busy");
    }
  }

  for (const field of fields) {
    const slider = document.createElement("input");
    const chosen = field.tagName === "SELECT";
    const [least, most, step, usual = least] = chosen ? [0, field.options.length - 1, 1] : field.dataset.kimSlide.split(" ").map(Number);
    Object.assign(slider, { type: "range", min: least, max: most, step, className: "kim-slide" });
    slider.value = chosen ? field.selectedIndex : number(field.value || usual);
    slider.setAttribute("aria-label", field.dataset.kimSlideLabel);
    const tell = () => slider.setAttribute("aria-valuetext", chosen ? field.options[field.selectedIndex].text : field.value);
    slider.addEventListener("input", () => {
      if (chosen) field.selectedIndex = Number(slider.value);
      else field.value = written(slider.value);
      tell();
      clearTimeout(waiting);
      waiting = setTimeout(compute, 200);
    });
    field.addEventListener("change", () => {
      slider.value = chosen ? field.selectedIndex : number(field.value || usual);
      tell();
    });
    tell();
    field.after(slider);
  }
})();
