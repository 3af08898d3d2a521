// A question that is asked only where the hours beside it are no longer those that stood there before.
// Whether it has to be answered the server says; an answer that is given is never hidden.

export function begin(part) {
  const hours = part.closest("form").querySelector("[name=hours]");
  const answer = part.querySelector("select");
  answer.options[0].text = part.dataset.ask; // it is seen only where it has to be answered
  const show = () => {
    part.hidden = !answer.value && Number(hours.value) === Number(part.dataset.differs);
  };
  hours.addEventListener("input", show);
  show();
}
