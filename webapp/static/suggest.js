// Suggestions below the search field. The page is whole without this file: it only adds to the
// field of a form with data-suggest, after the combobox pattern of the ARIA Authoring Practices.
"use strict";

(() => {
  const WAIT_MS = 120;

  for (const form of document.querySelectorAll("form[data-suggest]")) {
    const field = form.querySelector("input[type=search]");
    if (field) begin(form, field);
  }

  function begin(form, field) {
    const list = document.createElement("ul");
    const told = document.createElement("span");
    let asked = null;
    let timer = 0;
    let at = -1;

    list.className = "suggestions";
    list.id = field.id + "-vorschlaege";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Vorschläge");
    list.hidden = true;
    told.className = "kern-sr-only";
    told.setAttribute("role", "status");
    field.after(list, told);
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-expanded", "false");
    field.setAttribute("aria-controls", list.id);

    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, WAIT_MS);
    });
    field.addEventListener("keydown", onKey);
    field.addEventListener("blur", close);
    // The field keeps the focus while somebody clicks into the list.
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) choose(option);
    });

    async function ask() {
      const words = field.value.trim();
      if (asked) asked.abort();
      if (words.length < 2) return close();
      asked = new AbortController();
      const address = form.dataset.suggest + "?q=" + encodeURIComponent(words);
      try {
        const answer = await fetch(address, { signal: asked.signal, headers: { Accept: "application/json" } });
        if (!answer.ok) return close();
        const found = (await answer.json()).suggestions;
        if (field.value.trim() === words && document.activeElement === field) show(found);
      } catch (error) {
        close(); // no network, or the next letter came first
      }
    }

    function show(found) {
      at = -1;
      list.replaceChildren(...found.map(option));
      list.hidden = found.length === 0;
      field.setAttribute("aria-expanded", String(found.length > 0));
      field.removeAttribute("aria-activedescendant");
      told.textContent = found.length ? found.length + (found.length === 1 ? " Vorschlag" : " Vorschläge") : "";
    }

    function option(it, number) {
      const item = document.createElement("li");
      const text = document.createElement("span");
      const kind = document.createElement("span");
      item.id = list.id + "-" + number;
      item.className = "suggestions__item";
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      item.dataset.address = it.address;
      text.textContent = it.text;
      if (it.language !== "de") text.lang = it.language;
      kind.className = "suggestions__kind";
      kind.textContent = it.kind;
      item.append(text, " ", kind);
      return item;
    }

    function onKey(event) {
      const options = list.children;
      if (event.key === "Escape" && !list.hidden) {
        event.preventDefault();
        close();
      } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        if (list.hidden) return ask();
        event.preventDefault();
        const step = event.key === "ArrowDown" ? 1 : -1;
        // One place more than there are suggestions: the field itself.
        const places = options.length + 1;
        mark(((at + 1 + step + places) % places) - 1);
      } else if (event.key === "Enter" && at >= 0 && !list.hidden) {
        event.preventDefault();
        choose(options[at]);
      }
    }

    function mark(number) {
      if (at >= 0) list.children[at].setAttribute("aria-selected", "false");
      at = number;
      if (at < 0) return field.removeAttribute("aria-activedescendant");
      list.children[at].setAttribute("aria-selected", "true");
      list.children[at].scrollIntoView({ block: "nearest" });
      field.setAttribute("aria-activedescendant", list.children[at].id);
    }

    function choose(item) {
      window.location.assign(item.dataset.address);
    }

    function close() {
      clearTimeout(timer);
      if (asked) asked.abort();
      list.hidden = true;
      at = -1;
      field.setAttribute("aria-expanded", "false");
      field.removeAttribute("aria-activedescendant");
      told.textContent = "";
    }
  }
})();
