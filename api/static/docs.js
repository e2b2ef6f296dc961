// Draws the operations of /openapi.json; all assets come from this host. The layout of Swagger's own is left out: its
// <main> would stand in ours. What it draws is mended for screen readers, and has no deep links: those are links within
// buttons.
const place = document.getElementById("swagger-ui");
function mend() {
  for (const list of place.querySelectorAll("select:not([aria-label])")) list.setAttribute("aria-label", "选择");
  for (const table of place.querySelectorAll("table[role]")) table.removeAttribute("role");
}
new MutationObserver(mend).observe(place, { childList: true, subtree: true });
const operationsAlone = ({ React }) => ({
  components: { OperationsAlone: ({ getComponent }) => React.createElement("div", { className: "swagger-ui", id: "operations" }, React.createElement(getComponent("operations", true))) },
});
SwaggerUIBundle({
  url: new URL("../openapi.json", document.currentScript.src).href,
  dom_id: "#swagger-ui",
  plugins: [operationsAlone],
  layout: "OperationsAlone",
  deepLinking: false,
  validatorUrl: null,
});
