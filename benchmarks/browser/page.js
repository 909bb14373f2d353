"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const misses = all("details.miss");
  const groups = all("section.group");
  const find = document.getElementById("find");
  const set = document.getElementById("set");
  const shown = document.getElementById("shown");
  const words = new Map(misses.map((miss) => [miss, miss.textContent.toLowerCase()]));
  let field = "";
  let cause = "";

  function show() {
    const wanted = find.value.trim().toLowerCase();
    let number = 0;
    for (const group of groups) {
      const chosen = (!field || group.dataset.field === field) && (!cause || group.dataset.cause === cause);
      let held = 0;
      for (const miss of all("details.miss", group)) {
        miss.hidden = !(chosen && (!set.value || miss.dataset.set === set.value) && words.get(miss).includes(wanted));
        held += !miss.hidden;
      }
      group.hidden = held === 0;
      group.querySelector(".count").textContent = String(held);
      number += held;
    }
    shown.textContent = number + " shown";
    for (const button of all("th button")) {
      const on = button.dataset.field ? button.dataset.field === field : button.dataset.cause === cause;
      button.setAttribute("aria-pressed", String(on));
    }
    for (const link of all("td a")) {
      const on = link.dataset.field === field && link.dataset.cause === cause;
      if (on) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }

  function choose(newField, newCause) {
    const same = field === newField && cause === newCause;
    field = same ? "" : newField;
    cause = same ? "" : newCause;
    show();
  }

  function everything() {
    field = cause = find.value = set.value = "";
    show();
  }

  function step(by) {
    const visible = misses.filter((miss) => !miss.hidden);
    const here = document.activeElement.closest("details.miss");
    const at = visible.indexOf(here);
    const next = visible[at === -1 ? (by > 0 ? 0 : visible.length - 1) : at + by];
    if (!next) return;
    if (here && here.open) {
      here.open = false;
      next.open = true;
    }
    next.querySelector("summary").focus({ preventScroll: true });
    next.scrollIntoView({ block: next.open ? "start" : "nearest" });
  }

  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const chosen = event.target.closest("td a, th button");
    if (!chosen) return;
    event.preventDefault();
    choose(chosen.dataset.field || "", chosen.dataset.cause || "");
    if (chosen.matches("td a")) document.getElementById("misses").scrollIntoView({ block: "nearest" });
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      everything();
      return;
    }
    if (event.target.matches("input, select")) return;
    if (event.key === "j" || event.key === "k") {
      event.preventDefault();
      step(event.key === "j" ? 1 : -1);
    } else if (event.key === "/") {
      event.preventDefault();
      find.focus();
    }
  });

  find.addEventListener("input", show);
  set.addEventListener("change", show);
  document.getElementById("all").addEventListener("click", everything);
  document.documentElement.classList.add("scripts");
  show();
})();
