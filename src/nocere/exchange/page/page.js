"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const marks = all("a.mark[data-places]");
  const quotes = all("a.quote[data-place]");
  const patients = all("article.patient");
  const tabs = all(".tabs a");
  const spoken = document.querySelector(".spoken");
  const byPlace = new Map();
  for (const mark of marks) {
    for (const place of mark.dataset.places.split(" ")) {
      if (!byPlace.has(place)) byPlace.set(place, []);
      byPlace.get(place).push(mark);
    }
  }
  const shown = (element) => !element.closest("[hidden], details.explained:not([open])");
  let timer = 0;

  function clear() {
    clearTimeout(timer);
    for (const element of all(".on")) element.classList.remove("on");
  }

  function flash(elements) {
    clear();
    for (const element of elements) element.classList.add("on");
    timer = setTimeout(clear, 2600);
  }

  function reveal(element) {
    const folded = element.closest("details:not([open])");
    if (folded) folded.open = true;
    element.scrollIntoView({ block: "center" });
  }

  function select(id) {
    if (tabs.length === 0) return;
    for (const patient of patients) patient.hidden = patient.id !== id;
    for (const tab of tabs) {
      const chosen = tab.dataset.patient === id;
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
    }
    for (const mark of marks) {
      const of = mark.dataset.patients.split(" ");
      mark.classList.toggle("other", of.every((one) => /^p\d/.test(one) && one !== id));
    }
  }

  function toText(quote, focus) {
    const found = byPlace.get(quote.dataset.place) || [];
    if (found.length === 0) return;
    reveal(found[0]);
    flash(found);
    if (focus) {
      rove(found[0]);
      found[0].focus({ preventScroll: true });
      back = quote;
    }
    spoken.textContent = "Quote: " + found.map((mark) => mark.textContent).join("");
  }

  function toFact(mark) {
    const places = new Set(mark.dataset.places.split(" "));
    const known = back && places.has(back.dataset.place) ? back : null;
    const line = document.getElementById((known && known.dataset.line) || mark.getAttribute("href").slice(1));
    if (!line) return;
    const patient = line.closest("article.patient");
    if (patient && patient.hidden) select(patient.id);
    reveal(line);
    flash([line]);
    const target = known || line.querySelector("a.quote");
    if (target) target.focus({ preventScroll: true });
    back = null;
    spoken.textContent = line.innerText;
  }

  let back = null;
  let roving = null;

  function rove(mark) {
    if (roving) roving.tabIndex = -1;
    roving = mark;
    mark.tabIndex = 0;
  }

  function step(list, current, by) {
    const visible = list.filter(shown);
    const at = visible.indexOf(current);
    const next = visible[at === -1 ? (by > 0 ? 0 : visible.length - 1) : at + by];
    if (!next) return;
    if (next.matches("a.mark")) rove(next);
    next.focus({ preventScroll: true });
    reveal(next);
    if (next.matches("a.quote")) toText(next, false);
  }

  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = event.target.closest("a");
    if (!link) return;
    if (link.matches("a.quote")) { event.preventDefault(); toText(link, true); }
    else if (link.matches("a.mark")) { event.preventDefault(); toFact(link); }
    else if (link.dataset.patient) { event.preventDefault(); select(link.dataset.patient); }
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const here = document.activeElement;
    const by = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
    const inText = here && here.matches("a.mark");
    const inFacts = here && here.matches("a.quote");
    if (by && (inText || inFacts || event.key.length === 1)) {
      event.preventDefault();
      step(inText ? marks : quotes, here, by);
    } else if (here && here.dataset.patient && ["ArrowLeft", "ArrowRight"].includes(event.key)) {
      event.preventDefault();
      const next = tabs[tabs.indexOf(here) + (event.key === "ArrowRight" ? 1 : -1)];
      if (next) { select(next.dataset.patient); next.focus(); }
    } else if (event.key === "Escape" && inText && back) {
      toFact(here);
    } else if (/^[1-9]$/.test(event.key) && tabs[Number(event.key) - 1]) {
      select(tabs[Number(event.key) - 1].dataset.patient);
    }
  });

  for (const mark of marks) mark.tabIndex = -1;
  if (marks.length) rove(marks[0]);
  if (tabs.length) {
    document.querySelector(".tabs").setAttribute("role", "tablist");
    for (const tab of tabs) {
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-controls", tab.dataset.patient);
    }
    for (const patient of patients) patient.setAttribute("role", "tabpanel");
    const asked = location.hash && document.querySelector(location.hash);
    const patient = asked && asked.closest("article.patient");
    select(patient ? patient.id : patients[0].id);
  }
  document.documentElement.classList.add("scripted");
})();
