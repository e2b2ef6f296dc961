// Names of places while one types; without it the form works by itself.
const form = document.currentScript.closest("form"), box = form.querySelector("input");
const list = document.createElement("datalist");
list.id = "known-places";
form.append(list);
box.setAttribute("list", list.id);
let waiting = 0, asked = 0;
async function suggest() {
  const words = box.value.trim(), number = ++asked;
  if (/^\p{N}*$/u.test(words) || words.length > box.maxLength) return list.replaceChildren();  // half a code is none
  const address = new URL(form.action);
  address.search = new URLSearchParams({ q: words, limit: 8 });
  const answer = await fetch(address, { headers: { Accept: "application/json" } }).catch(() => null);
  if (!answer?.ok || number !== asked) return;  // what was typed later is asked already
  const { divisions, suggestions } = await answer.json();
  list.replaceChildren(...[...divisions, ...suggestions].slice(0, 8).map((place) => new Option(place.code, place.full_name)));
}
box.addEventListener("input", (event) => {
  clearTimeout(waiting);
  if ([...list.options].some((option) => option.value === box.value)) form.requestSubmit();  // one of them was chosen
  else if (!event.isComposing) waiting = setTimeout(suggest, 150);
});
box.addEventListener("compositionend", suggest);
