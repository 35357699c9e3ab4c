/* A comment with its answers, as an element. */

import { element, sayingForm } from "articles/comments/saying"

const SHOWN_WORDS = 120 // characters of the paragraph that is quoted above a comment

/* `act(act, comment, text)` does something to a comment; `lead(thread)` goes to its paragraph. */
export function threadElement(thread, { act, lead, longest }) {
  const { said, answers } = thread
  return element(
    "li",
    { className: "thread", id: `thread-${said.pk}`, tabIndex: -1 },
    quote(thread, lead),
    ...saidElements(said, act, longest),
    answers.length
      ? element(
          "ol",
          { className: "thread-answers" },
          ...answers.map((answer) => element("li", {}, ...saidElements(answer, act, longest))),
        )
      : null,
    acts(thread, act, longest),
  )
}

function quote(thread, lead) {
  if (!thread.words) return null
  const short = thread.words.length > SHOWN_WORDS ? `${thread.words.slice(0, SHOWN_WORDS)}…` : thread.words
  if (thread.place === null) {
    return element(
      "blockquote",
      { className: "thread-words" },
      element("strong", { textContent: "The paragraph is gone." }),
      ` It said: ${thread.words}`,
    )
  }
  const button = element("button", { className: "thread-words", type: "button", textContent: short })
  button.addEventListener("click", () => lead(thread))
  return button
}

function saidElements(said, act, longest) {
  const time = element("time", { dateTime: said.iso, textContent: said.at })
  const who = element("p", { className: "said-who" }, element("strong", { textContent: said.who }), " ", time)
  if (said.edited) who.append(" changed")
  const text = said.removed
    ? element("p", { className: "said-text said-removed", textContent: "Taken back." })
    : element("p", { className: "said-text", textContent: said.text })
  return [who, text, said.mine ? change(said, act, longest) : null]
}

function change(said, act, longest) {
  const { form } = sayingForm({
    label: "Your words",
    button: "Change",
    text: said.text,
    longest,
    say: (text) => act("edit", said, text),
  })
  const back = actButton("Take back", () => act("remove", said))
  return element(
    "details",
    { className: "said-change" },
    element("summary", { textContent: "Change or take back" }),
    form,
    back,
  )
}

function acts(thread, act, longest) {
  const { form } = sayingForm({
    label: `Answer to ${thread.said.who}`,
    button: "Answer",
    longest,
    say: (text) => act("answer", thread.said, text),
  })
  const answering = element("details", {}, element("summary", { textContent: "Answer" }), form)
  const settle = actButton("Settle", () => act("resolve", thread.said))
  settle.dataset.settle = ""
  return element("div", { className: "thread-acts" }, answering, settle)
}

function actButton(words, pressed) {
  const button = element("button", { className: "thread-act", type: "button", textContent: words })
  const problem = element("span", { className: "step-error", role: "alert", hidden: true })
  button.addEventListener("click", async () => {
    button.disabled = true
    try {
      await pressed()
    } catch (refusal) {
      problem.textContent = refusal.message
      problem.hidden = false
    }
    button.disabled = false
  })
  return element("span", {}, button, problem)
}
