// Leaving at once, leaving nothing behind, and saying when time runs out. Every page works without.
(() => {
  const page = document.documentElement;
  const notice = document.getElementById("idle");
  const still = "/still-here";
  // It stores nothing: what is said in it reaches the tabs that are open now.
  const tabs = window.BroadcastChannel && new BroadcastChannel("leave");

  // The order matters: nothing to see, nothing to read in a tab or a history list, the server told,
  // and an entry that Back cannot reach.
  const leave = (isTold) => {
    document.body.hidden = true;
    document.title = "\u2014";
    if (tabs && !isTold) tabs.postMessage(0);
    try {
      navigator.sendBeacon("/exit");
    } catch {}
    location.replace(page.dataset.leaveTo || "/exit");
  };

  // Whoever leaves in one tab has left in all.
  if (tabs) tabs.onmessage = () => leave(true);

  // Not reload(): after a form was sent, that asks whether to send it again.
  const anew = (query) => location.replace(location.pathname + query);

  // A page that answers a form keeps in the history what was typed; as a page of its own it does not.
  history.replaceState(null, "");

  addEventListener("click", (event) => {
    const way = event.target.closest && event.target.closest("[data-leave]");
    if (way && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      leave();
    }
  });

  // One-page mode without a line: a button that does nothing would say nothing.
  addEventListener("htmx:error", () => alert(page.dataset.lost));

  // Shift three times within three seconds, with no other key between. Not Esc: people press it to
  // close things, and some browsers stop loading on it.
  let presses = [];
  addEventListener("keydown", (event) => {
    if (event.key !== "Shift") presses = [];
    else if (!event.repeat) {
      presses = presses.filter((at) => event.timeStamp - at < 3000).concat(event.timeStamp);
      if (presses.length > 2) leave();
    }
  });

  // Back and "reopen closed tab" bring typed words back, unless the form is emptied on the way out
  // and a page kept whole in memory is asked for anew.
  addEventListener("pagehide", () => {
    for (const form of document.forms) form.reset();
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) anew(location.search);
  });

  // The server decides when time is up; this only says so in time, and asks for more.
  if (notice) {
    const minute = 60000;
    const span = notice.dataset.minutes * minute;
    let seen = Date.now();
    const stay = () =>
      fetch(still, { method: "POST" }).then((answer) => {
        if (!answer.ok) return;
        seen = Date.now();
        notice.hidden = true;
      }, () => {});
    notice.querySelector("button").onclick = stay;
    addEventListener("input", () => {
      if (Date.now() - seen > minute) stay();
    });
    const timer = setInterval(() => {
      const left = seen + span - Date.now();
      if (left < 0) {
        clearInterval(timer);
        anew("?ended=");
      } else if (left < 3 * minute) notice.hidden = false;
    }, 5000);
  }
})();
