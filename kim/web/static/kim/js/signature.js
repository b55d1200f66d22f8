// A field to sign in: what is drawn becomes lines in a hidden field, 1000 wide and 400 high, whatever the screen is.

(() => {
  "use strict";
  const WIDE = 1000, HIGH = 400, NEAR = 4, MOST = 6000;

  const setUp = (field) => {
    const canvas = field.querySelector("canvas");
    const hidden = document.getElementById(field.dataset.kimSign);
    const pen = canvas.getContext("2d");
    let strokes = [];
    let current = null;

    const read = () => {
      try { strokes = JSON.parse(hidden.value || "[]"); } catch { strokes = []; }
      if (!Array.isArray(strokes)) strokes = [];
    };
    const draw = () => {
      pen.clearRect(0, 0, WIDE, HIGH);
      pen.strokeStyle = getComputedStyle(canvas).color;
      pen.lineWidth = 6;
      pen.lineCap = pen.lineJoin = "round";
      for (const stroke of current ? [...strokes, current] : strokes) {
        pen.beginPath();
        stroke.forEach(([x, y], place) => (place ? pen.lineTo(x, y) : pen.moveTo(x, y)));
        pen.stroke();
      }
    };
    const placeOf = (event) => {
      const box = canvas.getBoundingClientRect();
      return [
        Math.round(Math.min(Math.max((event.clientX - box.left) / box.width, 0), 1) * WIDE),
        Math.round(Math.min(Math.max((event.clientY - box.top) / box.height, 0), 1) * HIGH),
      ];
    };
    const keep = () => { hidden.value = strokes.length ? JSON.stringify(strokes) : ""; };
    const points = () => strokes.reduce((sum, stroke) => sum + stroke.length, 0);

    canvas.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      canvas.setPointerCapture(event.pointerId);
      current = [placeOf(event)];
      event.preventDefault();
    });
    canvas.addEventListener("pointermove", (event) => {
      if (!current || points() + current.length >= MOST) return;
      for (const each of event.getCoalescedEvents?.() ?? [event]) {
        const [x, y] = placeOf(each);
        const [lastX, lastY] = current[current.length - 1];
        if (Math.hypot(x - lastX, y - lastY) >= NEAR) current.push([x, y]);
      }
      draw();
    });
    const end = () => {
      if (!current) return;
      if (current.length > 1) strokes.push(current);
      current = null;
      keep();
      draw();
    };
    canvas.addEventListener("pointerup", end);
    canvas.addEventListener("pointercancel", end);
    field.querySelector("[data-kim-sign-clear]").addEventListener("click", () => {
      strokes = [];
      keep();
      draw();
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
    read();
    draw();
  };

  document.querySelectorAll("[data-kim-sign]").forEach(setUp);
})();
