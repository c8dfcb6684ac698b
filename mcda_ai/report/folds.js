// Folds open where a link leads to them, and on paper; afterwards they are as they were.
const closed = () => document.querySelectorAll("details:not([open])");
const openTarget = () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const fold = target && target.closest("details");
  if (fold) fold.open = true;
};
let opened = [];
addEventListener("hashchange", openTarget);
addEventListener("beforeprint", () => {
  opened = [...closed()];
  for (const fold of opened) fold.open = true;
});
addEventListener("afterprint", () => {
  for (const fold of opened) fold.open = false;
});
openTarget();
