-- Read many texts in one process: a JSON list of {format, text} in, a JSON list of documents out.
-- The empty list is of files that readers may open: else the HTML reader would fetch what an iframe
-- names, from the disk or the network.
-- A text that can't be read gives {"error": reason} in its place, so that the others still count.
local inputs = pandoc.json.decode(io.read("a"), false)
local documents = {}
for index, input in ipairs(inputs) do
  local read, result = pcall(pandoc.read, input.text, input.format, nil, {})
  documents[index] = read and pandoc.write(result, "json")
    or pandoc.json.encode({ error = tostring(result) })
end
io.write("[" .. table.concat(documents, ",") .. "]")
