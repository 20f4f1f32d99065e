# What briefbuild is timed against: four formats by pandoc, one after another, nothing proved.
READ := --from=markdown-tex_math_dollars --metadata-file=meta.json brief.md --standalone

.NOTPARALLEL:
four: brief.html brief.epub brief.docx brief.pdf
brief.html brief.epub brief.docx: ; pandoc $(READ) --output=$@
brief.pdf: ; pandoc $(READ) --pdf-engine=weasyprint --output=$@

# The same with Typst, which sets the PDF's notes at the feet of its pages.
typst: brief.html brief.epub brief.docx typst.pdf
typst.pdf: ; pandoc $(READ) --output=typst.typ && python -c "import typst; typst.compile('typst.typ', output='typst.pdf')"
