/* A form's values as pairs of name and value, and whether two such lists say the same. */

// They belong to this opening of the form or to its sending, not to the text.
const NEVER_KEPT = /^(csrfmiddlewaretoken|sitting|_.*)$/
const NOT_COMPARED = /^(edit_number|conflict_since|seen_other_text|reason|.*-(TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS)$/

export function valuesOf(form) {
  return [...new FormData(form)]
    .filter(([name, value]) => typeof value === "string" && !NEVER_KEPT.test(name))
    .map(([name, value]) => [name, value.replace(/\r\n?/g, "\n")])
}

export function saySame(ones, others) {
  return compared(ones) === compared(others)
}

function compared(values) {
  const told = values.filter(([name, value]) => value !== "" && !NOT_COMPARED.test(name))
  return JSON.stringify(told.map(([name, value]) => `${name} ${value.replace(/\r\n?/g, "\n").trim()}`).sort())
}
