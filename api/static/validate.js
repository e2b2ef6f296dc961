// Makes the upload form nicer: a file can be dropped, its size is known before it is sent, and the result comes in place.
// Everything works without it.
(() => {
  const main = document.querySelector("main");

  function wire(form) {
    const file = form.querySelector("input[type=file]");
    const status = form.querySelector(".status");
    const drop = form.querySelector(".drop");
    if (!file || !status) return;
    const say = (words, bad) => { status.textContent = words; status.classList.toggle("bad", Boolean(bad)); };
    const tooLarge = () => {
      const chosen = file.files[0], most = Number(form.dataset.most);
      if (!chosen) return false;
      const size = (chosen.size / 1e6).toFixed(1);
      if (chosen.size <= most) { say(`已选择：${chosen.name}（${size} MB）`); return false; }
      say(`${chosen.name} 有 ${size} MB，超过上限 ${most / 1e6} MB，请分成几个文件。`, true);
      return true;
    };
    file.addEventListener("change", tooLarge);
    for (const kind of ["dragenter", "dragover"]) drop.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add("over"); });
    for (const kind of ["dragleave", "drop"]) drop.addEventListener(kind, () => drop.classList.remove("over"));
    drop.addEventListener("drop", (event) => {
      event.preventDefault();
      if (event.dataTransfer.files.length) { file.files = event.dataTransfer.files; tooLarge(); }
    });
    form.addEventListener("submit", async (event) => {
      if (tooLarge()) { event.preventDefault(); return; }
      if (event.submitter && event.submitter.value !== "html") return; // a download: the browser does that itself
      event.preventDefault();
      const data = new FormData(form);
      data.set("format", "html");
      const buttons = form.querySelectorAll("button");
      buttons.forEach((button) => { button.disabled = true; });
      say("正在核对，请稍候……");
      try {
        const answer = await fetch(form.action, { method: "POST", body: data, headers: { Accept: "text/html" } });
        show(new DOMParser().parseFromString(await answer.text(), "text/html"), answer.ok, say, data);
      } catch {
        say("没有连上服务，请检查网络后再点一次。", true);
      } finally {
        buttons.forEach((button) => { button.disabled = false; });
      }
    });
  }

  // A result takes the place of the page; what went wrong is said in the form, which keeps its file.
  function show(page, fine, say) {
    const problem = page.querySelector(".notice.bad[role=alert]");
    if (!fine) {
      const words = problem ? [...problem.querySelectorAll("p")].slice(0, 2).map((line) => line.textContent.trim()).join(" ") : "";
      const listed = problem ? [...problem.querySelectorAll("li")].map((line) => line.textContent.trim()).join("、") : "";
      say(`${words || "核对没有完成，请稍后再试。"}${listed}`, true);
      return;
    }
    page.querySelectorAll("script").forEach((one) => one.remove());
    main.replaceChildren(...page.querySelector("main").childNodes);
    document.title = page.title;
    history.pushState({}, "", location.pathname);
    main.querySelectorAll("form.upload").forEach(wire);
    const heading = main.querySelector("h1");
    heading.tabIndex = -1;
    heading.focus();
    scrollTo(0, 0);
  }

  addEventListener("popstate", () => { if (!location.hash) location.reload(); });
  document.querySelectorAll("form.upload").forEach(wire);
})();
