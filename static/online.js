// On the page that stands for one that could not be fetched: when there is a connection again, and the address shows a
// page, it is asked for. What a form sent is not sent a second time by itself.

addEventListener("online", async () => {
  const answer = await fetch(location.href, { method: "HEAD" }).catch(() => null);
  if (answer?.ok) location.replace(location.href);
});
