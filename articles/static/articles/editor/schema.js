/* What the body may hold: the closed subset of articles/body, as the editor's schema. Nothing
   else can be typed or pasted, and all of it survives loading and saving. */

import {
  Blockquote, Bold, BulletList, Document, Dropcursor, Gapcursor, HardBreak, Heading, History,
  HorizontalRule, Italic, Link, ListItem, Node, Paragraph, Subscript, Superscript, Text,
} from "django-prose-editor/editor"

import { Dropping } from "articles/editor/dropping"
import { Figure } from "articles/editor/figures"
import { Finding } from "articles/editor/finding"
import { ToCome } from "articles/editor/marking"
import { Note } from "articles/editor/notes"
import { tableExtensions } from "articles/editor/tables"
import { askForLink, isAllowedAddress } from "articles/editor/links"
import { Indenting } from "articles/editor/writing"

export const NUMBERINGS = ["1", "a", "A", "i", "I"]

/* "passage": all that may stand inside a quotation or a list's item, which is no heading. */
const passage = (extension, group = "") =>
  extension.extend({ group: `block passage ${group}`.trim() })

const BodyHeading = Heading.extend({
  parseHTML() {
    // Word processors' highest and lowest headings become ours.
    const levels = { h1: 2, h2: 2, h3: 3, h4: 4, h5: 4, h6: 4 }
    return Object.entries(levels).map(([tag, level]) => ({ tag, attrs: { level } }))
  },
}).configure({ levels: [2, 3, 4] })

const Quotation = passage(Blockquote).extend({
  content: "passage+ attribution?",
  addAttributes() {
    return { pull: { default: false, parseHTML: (dom) => dom.classList.contains("pull"), rendered: false } }
  },
  renderHTML({ node }) {
    return ["blockquote", node.attrs.pull ? { class: "pull" } : {}, 0]
  },
})

const Attribution = Node.create({
  name: "attribution",
  content: "inline*",
  defining: true,
  parseHTML: () => [{ tag: "footer" }],
  renderHTML: () => ["footer", 0],
  addKeyboardShortcuts() {
    return { Enter: ({ editor }) => leave(editor, this.name, 1) }
  },
})

const NumberedList = Node.create({
  name: "orderedList",
  group: "block passage list",
  content: "listItem+",
  addAttributes() {
    const hidden = (attribute) => ({ ...attribute, rendered: false })
    return {
      start: hidden({ default: 1, parseHTML: (dom) => (dom.hasAttribute("start") ? dom.start : 1) }),
      type: hidden({
        default: "1",
        parseHTML: (dom) => (NUMBERINGS.includes(dom.getAttribute("type")) ? dom.getAttribute("type") : "1"),
      }),
      parenthesised: hidden({
        default: false,
        parseHTML: (dom) => dom.classList.contains("parenthesised"),
      }),
    }
  },
  parseHTML: () => [{ tag: "ol" }],
  renderHTML({ node }) {
    const { start, type, parenthesised } = node.attrs
    return [
      "ol",
      // For the style sheet alone: it cannot tell "a" from "A" by the type.
      { type, "data-numbering": type, ...(start === 1 ? {} : { start }), ...(parenthesised ? { class: "parenthesised" } : {}) },
      0,
    ]
  },
  addKeyboardShortcuts() {
    return { "Mod-Shift-7": ({ editor }) => editor.commands.toggleList(this.name, "listItem") }
  },
})

const BodyLink = Link.extend({
  addAttributes: () => ({ href: { default: null } }),
  // Ctrl-K is the command palette's, everywhere.
  addKeyboardShortcuts: () => ({ "Mod-Shift-k": ({ editor }) => editor.commands.addLink() }),
  addCommands() {
    return {
      ...this.parent?.(),
      addLink: () => ({ editor }) => {
        const { href = "" } = editor.getAttributes("link")
        askForLink(href).then((answer) => {
          const chain = editor.chain().focus().extendMarkRange("link")
          if (answer === "") chain.unsetLink().run()
          else if (answer) chain.setLink({ href: answer }).run()
        })
        return true
      },
    }
  },
}).configure({
  autolink: false,
  openOnClick: false,
  HTMLAttributes: { target: null, rel: null, class: null },
  protocols: ["article"],
  isAllowedUri: isAllowedAddress,
})

/* Leave the text block the cursor is in for a new paragraph behind it, `levels` further out. */
export function leave(editor, name, levels = 0) {
  const { $from } = editor.state.selection
  if ($from.parent.type.name !== name) return false
  const behind = $from.after($from.depth - levels)
  return editor
    .chain()
    .insertContentAt(behind, { type: "paragraph" })
    .setTextSelection(behind + 1)
    .scrollIntoView()
    .run()
}

export const extensions = (library) => [
  Document, Text, History, Dropcursor, Gapcursor, HardBreak,
  passage(Paragraph), BodyHeading, Quotation, Attribution,
  passage(BulletList, "list"), NumberedList, ListItem.extend({ content: "passage+" }),
  passage(HorizontalRule),
  Bold, Italic, Superscript, Subscript, BodyLink,
  Note, Figure.configure({ library }), ...tableExtensions,
  Dropping.configure({ library }), Finding, ToCome, Indenting,
]
