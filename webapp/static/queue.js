// Keys for the queue of programmes. The page is whole without this file: every key only presses
// what stands in the entry that has the focus, so no letter does anything anywhere else.
"use strict";

(() => {
  const list = document.querySelector("[data-queue]");
  const help = document.querySelector("[data-keys]");
  if (!list || !help) return;
  help.hidden = false;

  const entries = () => [...list.children];
  const wanted = document.querySelector(location.hash.match(/^#p\d+$/) ? location.hash : "#none");
  const first = wanted || entries()[0];
  // Who came from a decision goes on with the next entry; who opens the page starts at the top.
  if (location.hash && first) first.focus();

  list.addEventListener("keydown", (event) => {
    const key = event.key.toLowerCase();
    const entry = event.target.closest("[data-queue] > li");
    if (!entry || event.ctrlKey || event.metaKey || event.altKey) return;
    if (key === "escape") return entry.focus();
    if (event.target.matches("input:not([type=checkbox]), textarea, select")) return;
    const act = ACTS[key];
    if (!act) return;
    event.preventDefault();
    act(entry, key);
  });

  const ACTS = {
    j: (entry) => step(entry, 1),
    k: (entry) => step(entry, -1),
    g: (entry, key) => entry.querySelector(`button[data-key=${key}]`)?.click(),
    a: open,
    b: open,
    e: open,
    x: (entry) => entry.querySelector("input[name=programme]")?.click(),
    o: (entry) => entry.querySelector("h3 a").click(),
    z: () => document.querySelector("[data-undo] button")?.click(),
  };

  function step(entry, by) {
    const all = entries();
    const next = all[all.indexOf(entry) + by];
    if (next) next.focus();
  }

  function open(entry, key) {
    const part = entry.querySelector(`details[data-key=${key}]`);
    if (!part) return;
    part.open = true;
    part.querySelector("a, input:not([type=hidden])")?.focus();
  }
})();
