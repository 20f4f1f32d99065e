-- Every note becomes a span where it is called; the style sheet floats it to the foot of the page.
function Note(note)
  return pandoc.Span(pandoc.utils.blocks_to_inlines(note.content), { class = "footnote" })
end
