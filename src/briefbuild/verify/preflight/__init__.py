"""The preflight of a press PDF: the finished file, read with pikepdf and held to a table of rules.

It shares nothing with the writer: what a rule says is looked for in the file's own objects and in
what its pages paint. It is no certificate; printers have their own, and this one asks for what
they ask for: ISO 15930-7 (PDF/X-4), and what the Ghent Workgroup and sheet-fed offset want besides.

Not checked: inks of objects that lie one over another, and text at the edge of the page, which
the proof of the screen PDF's same pages sees.
"""
