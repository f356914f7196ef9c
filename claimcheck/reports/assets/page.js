"use strict";
(() => {
  const filters = document.getElementById("filters");
  const cards = [...document.querySelectorAll(".card")];
  if (!filters || !cards.length) return;
  const search = document.getElementById("words");
  const tag = document.getElementById("tag");
  const source = document.getElementById("source");
  const status = document.getElementById("status");
  const kinds = [...filters.querySelectorAll("input[type=checkbox]")];
  const shown = document.getElementById("shown");

  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const held = new Map(cards.map((card) => [card, fold(card.textContent)]));
  const has = (card, key, wanted) =>
    !wanted || (card.dataset[key] || "").split(" ").includes(wanted);

  function apply() {
    const kept = new Set(kinds.filter((box) => box.checked).map((box) => box.value));
    const words = fold(search.value).split(/\s+/).filter(Boolean);
    let count = 0;
    for (const card of cards) {
      const fits =
        kept.has(card.dataset.kind) &&
        has(card, "status", status.value) &&
        has(card, "tags", tag && tag.value) &&
        has(card, "sources", source && source.value) &&
        words.every((word) => held.get(card).includes(word));
      card.closest("li").hidden = !fits;
      count += fits;
    }
    shown.textContent = `${count} of ${cards.length} shown`;
    for (const section of document.querySelectorAll("section.list")) {
      section.hidden = !section.querySelector("li:not([hidden]) > .card");
    }
  }

  const folds = () =>
    cards.filter((card) => !card.closest("li").hidden).map((card) => card.querySelector("details"));

  document.getElementById("open").addEventListener("click", () => {
    for (const each of folds()) each.open = true;
  });
  document.getElementById("close").addEventListener("click", () => {
    for (const each of folds()) each.open = false;
  });
  document.getElementById("reset").addEventListener("click", () => {
    search.value = "";
    for (const box of kinds) box.checked = true;
    for (const list of [status, tag, source]) if (list) list.value = "";
    apply();
  });
  for (const field of [search, status, tag, source, ...kinds]) {
    for (const name of field ? ["input", "change"] : []) field.addEventListener(name, apply);
  }

  // Arrow keys go from claim to claim, "/" to the search.
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = document.activeElement;
    if (event.key === "/" && !at.matches("input, select, textarea")) {
      event.preventDefault();
      search.focus();
      return;
    }
    if (!at.matches(".card > details > summary")) return;
    const all = folds().map((each) => each.querySelector("summary"));
    const now = all.indexOf(at);
    const next = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: all.length - 1 }[event.key];
    if (next === undefined || !all[next]) return;
    event.preventDefault();
    all[next].focus();
  });

  // What belongs together is outlined together.
  function join(event, on) {
    const part = event.target.closest && event.target.closest("[data-n]");
    if (!part) return;
    const card = part.closest(".card");
    const numbers = new Set(part.dataset.n.split(" "));
    for (const other of card.querySelectorAll("[data-n]")) {
      const same = other.dataset.n.split(" ").some((number) => numbers.has(number));
      if (same) other.classList.toggle("joined", on);
    }
  }
  for (const [name, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) {
    document.addEventListener(name, (event) => join(event, on));
  }

  // A link to a claim opens it.
  function follow() {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const within = target && target.querySelector("details");
    if (!within) return;
    target.closest("li").hidden = false;
    within.open = true;
    within.querySelector("summary").focus();
  }
  window.addEventListener("hashchange", follow);

  // On paper everything is open.
  let closed = [];
  window.addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    for (const each of closed) each.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const each of closed) each.open = false;
  });

  filters.hidden = false;
  apply();
  // The browser itself goes to the target when it has loaded, and takes the focus along.
  window.addEventListener("load", () => setTimeout(follow));
})();
