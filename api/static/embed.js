// On a portal's page: puts a list where this script stands.
// <script src="https://…/static/embed.js" data-place="341302" data-domain="05" data-links="portal"></script>
(() => {
  const script = document.currentScript;
  const { place, domain, links } = script.dataset;
  const base = new URL("..", script.src);
  const own = place ? `embed/divisions/${encodeURIComponent(place)}` : `embed/catalogues/${encodeURIComponent(domain)}`;
  const address = new URL(own, base);
  if (place && domain) address.searchParams.set("domain", domain);
  if (links) address.searchParams.set("links", links);
  const frame = document.createElement("iframe");
  frame.src = address.href;
  frame.title = "公开事项清单";
  frame.loading = "lazy";
  frame.style.cssText = "width: 100%; min-height: 20rem; border: 0";
  addEventListener("message", (event) => {
    if (event.source === frame.contentWindow && event.origin === base.origin && event.data?.gongkai === "height") {
      frame.style.height = `${Math.min(Number(event.data.height) || 0, 60000)}px`;
    }
  });
  script.after(frame);
})();
