// Beside each field for a password to be chosen: a button that shows what is typed, and a meter. The meter knows no list
// of common passwords and no names; the server does, and has the last word. So the meter never praises.
"use strict";

(function () {
  const ROWS = ["abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"];
  const BOTH_WAYS = ROWS.concat(ROWS.map((row) => Array.from(row).reverse().join("")));

  function continues(before, character) {
    return before === character || BOTH_WAYS.some((row) => row.includes(before + character));
  }

  /** How many characters are no mere going on of the one before them. */
  function surprises(text) {
    const plain = Array.from(text.toLowerCase());
    const fresh = plain.filter((character, at) => at === 0 || !continues(plain[at - 1], character));
    return Math.min(fresh.length, new Set(plain).size * 2);
  }

  function judge(text, least) {
    const length = Array.from(text.normalize("NFKC")).length;
    if (length === 0) {
      return [0, ""];
    }
    if (length < least) {
      const missing = least - length;
      return [1, missing === 1 ? "One more character." : missing + " more characters."];
    }
    const worth = surprises(text);
    if (worth < least * 0.6) {
      return [2, "Long enough, and easy to guess."];
    }
    return [3, "Long enough."];
  }

  function make(name, attributes, text) {
    const element = document.createElement(name);
    Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
    element.textContent = text || "";
    return element;
  }

  document.querySelectorAll(".password").forEach((part) => {
    const field = part.querySelector("input");
    const least = Number(part.dataset.least);
    const show = make("button", {
      type: "button", class: "btn btn-outline-secondary btn-sm password-show",
      "aria-controls": field.id
    }, "Show the password");
    const meter = make("meter", {
      class: "password-meter", min: "0", max: "3", low: "2", high: "3", optimum: "3", "aria-hidden": "true"
    });
    const says = make("p", {class: "password-says", "aria-live": "polite"});
    const below = make("div", {class: "password-below"});
    below.append(says, show);
    part.append(meter, below);

    show.addEventListener("click", () => {
      const hidden = field.type === "password";
      field.type = hidden ? "text" : "password";
      show.textContent = hidden ? "Hide the password" : "Show the password";
    });
    field.addEventListener("input", () => {
      const [worth, words] = judge(field.value, least);
      meter.value = worth;
      says.textContent = words;
    });
    field.form.addEventListener("submit", () => {
      field.type = "password";
    });
  });
})();
